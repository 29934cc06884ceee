package org.memhop.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.multibindings.MapBinder;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.api.BackendException;
import org.memhop.api.ConfigException;
import org.memhop.api.backend.Availability;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendProvider;
import org.memhop.api.model.ComponentProvider;
import org.memhop.api.model.Controller;
import org.memhop.api.model.Hop;
import org.memhop.api.model.ModelContext;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.TaskProvider;
import org.memhop.api.task.TaskRequest;
import org.memhop.backend.reference.ReferenceBackendProvider;
import org.memhop.core.model.SoftmaxHop;

class PluginsTest {
    @TempDir
    private Path folder;

    @Test
    void discovery_finds_the_papers_components_and_the_backends_on_the_class_path() {
        Plugins plugins = MemhopModule.plugins();

        assertThat(plugins.components().keySet())
                .contains(
                        "Memory:sentences",
                        "Controller:sum",
                        "Controller:linear",
                        "Hop:softmax",
                        "Halting:last",
                        "Output:linear",
                        "SentenceEncoder:bag-of-words",
                        "SentenceEncoder:position",
                        "SentenceEncoder:position-authors");
        assertThat(plugins.components().values())
                .allSatisfy(provider -> assertThat(provider.summary()).isNotBlank());
        assertThat(plugins.backends().keySet()).containsExactly("jvm", "reference");
        assertThat(plugins.tasks()).isEmpty();
    }

    @Test
    void a_backend_is_opened_by_its_id() {
        try (Backend backend = MemhopModule.plugins().open("reference", BackendConfig.DEFAULT)) {
            assertThat(backend.info().id()).isEqualTo("reference");
        }
    }

    @Test
    void an_unknown_backend_is_answered_with_all_that_were_found_where_and_whether_they_can_run() {
        Plugins plugins = new Plugins(
                Map.of("reference", new ReferenceBackendProvider(), "gpu", new Absent()), Map.of(), Map.of());
        String reference = Plugins.origin(new ReferenceBackendProvider());

        assertThatThrownBy(() -> plugins.open("refrence", BackendConfig.DEFAULT))
                .isInstanceOf(BackendException.class)
                .hasMessage("there is no backend \"refrence\"; did you mean reference?\n"
                        + "backends found:\n"
                        + "  gpu in " + Plugins.origin(new Absent())
                        + ": no driver; install the driver\n"
                        + "  reference in " + reference + ": can run\n"
                        + "if there is such a backend, put memhop-backend-refrence on the class path, or its folder of jars"
                        + " among the folders of backends (memhop --backends DIR, or MEMHOP_BACKENDS)");
        assertThat(Path.of(reference)).exists();
    }

    @Test
    void a_backend_that_cannot_run_says_why_and_what_to_do_and_which_others_can() {
        Plugins plugins = new Plugins(
                Map.of("reference", new ReferenceBackendProvider(), "gpu", new Absent()), Map.of(), Map.of());

        assertThatThrownBy(() -> plugins.open("gpu", BackendConfig.DEFAULT))
                .isInstanceOf(BackendException.class)
                .hasMessageStartingWith("backend gpu cannot run here: no driver; install the driver\n")
                .hasMessageContaining("reference in ")
                .hasMessageContaining(": can run");
    }

    @Test
    void without_any_backend_the_error_says_so() {
        Plugins plugins = new Plugins(Map.of(), Map.of(), Map.of());

        assertThatThrownBy(() -> plugins.open("jvm", BackendConfig.DEFAULT))
                .isInstanceOf(BackendException.class)
                .hasMessage("there is no backend \"jvm\"\nno backend was found\n"
                        + "if there is such a backend, put memhop-backend-jvm on the class path, or its folder of jars"
                        + " among the folders of backends (memhop --backends DIR, or MEMHOP_BACKENDS)");
    }

    @Test
    void a_backend_that_breaks_while_it_opens_is_not_replaced_by_another() {
        assertThatThrownBy(
                        () -> MemhopModule.plugins().open("reference", BackendConfig.DEFAULT.with("threads", "none")))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("threads");
    }

    @Test
    void a_task_is_found_by_its_id_and_an_unknown_one_answered_with_those_there_are() {
        Plugins plugins = new Plugins(Map.of(), Map.of("riddles", new Riddles()), Map.of());

        assertThat(plugins.task("riddles").summary()).isEqualTo("riddles, for tests");
        assertThatThrownBy(() -> plugins.task("babi"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("there is no task \"babi\"; found [riddles] on the class path");
    }

    @Test
    void components_of_two_kinds_may_share_an_id() {
        Plugins plugins = MemhopModule.plugins();

        assertThat(plugins.components()).containsKeys("Controller:linear", "Output:linear");
        assertThat(plugins.components().get("Controller:linear"))
                .satisfies(provider -> assertThat(provider.kind()).isEqualTo(Controller.class));
    }

    @Test
    void two_backends_of_one_id_are_an_error_that_names_both_places() throws IOException {
        try (URLClassLoader loader = loader(BackendProvider.class, Impostor.class)) {
            assertThatThrownBy(() -> MemhopModule.discovering(loader))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("two plugins are called \"reference\": ")
                    .hasMessageContaining(ReferenceBackendProvider.class.getName() + " in "
                            + Plugins.origin(new ReferenceBackendProvider()))
                    .hasMessageContaining(Impostor.class.getName() + " in " + Plugins.origin(new Impostor()))
                    .hasMessageEndingWith("; take one of them away");
        }
    }

    @Test
    void two_components_of_one_kind_and_id_are_an_error() throws IOException {
        try (URLClassLoader loader = loader(ComponentProvider.class, SecondSoftmax.class)) {
            assertThatThrownBy(() -> MemhopModule.discovering(loader))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("two plugins are called \"Hop:softmax\": ");
        }
    }

    @Test
    void a_service_file_that_names_what_is_not_there_is_an_error_that_says_what_to_mend() throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(TaskProvider.class.getName()), "org.example.Gone\n");
        try (URLClassLoader loader = loader()) {
            assertThatThrownBy(() -> MemhopModule.discovering(loader))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("a plugin cannot be loaded: ")
                    .hasMessageContaining("org.example.Gone")
                    .hasMessageContaining("META-INF/services/" + TaskProvider.class.getName());
        }
    }

    @Test
    void a_strangers_task_is_found_when_its_service_file_is_there() throws IOException {
        try (URLClassLoader loader = loader(TaskProvider.class, Riddles.class)) {
            Plugins plugins =
                    Guice.createInjector(MemhopModule.discovering(loader)).getInstance(Plugins.class);

            assertThat(plugins.task("riddles")).isInstanceOf(Riddles.class);
        }
    }

    @Test
    void without_discovery_there_is_what_the_application_binds() {
        Injector injector = Guice.createInjector(MemhopModule.withoutDiscovery(), new AbstractModule() {
            @Override
            protected void configure() {
                MapBinder.newMapBinder(binder(), String.class, TaskProvider.class)
                        .addBinding("mine")
                        .to(Riddles.class);
                MapBinder.newMapBinder(binder(), String.class, BackendProvider.class)
                        .addBinding("gpu")
                        .toInstance(new Absent());
            }
        });
        Plugins plugins = injector.getInstance(Plugins.class);

        assertThat(plugins.tasks()).containsOnlyKeys("mine");
        assertThat(plugins.backends()).containsOnlyKeys("gpu");
        assertThat(plugins.components()).isEmpty();
    }

    @Test
    void an_application_may_add_to_what_was_discovered() {
        Injector injector =
                Guice.createInjector(MemhopModule.discovering(getClass().getClassLoader()), new AbstractModule() {
                    @Override
                    protected void configure() {
                        MapBinder.newMapBinder(binder(), String.class, BackendProvider.class)
                                .addBinding("gpu")
                                .toInstance(new Absent());
                    }
                });

        assertThat(injector.getInstance(Plugins.class).backends()).containsOnlyKeys("gpu", "jvm", "reference");
    }

    @Test
    void what_the_java_runtime_brings_has_no_jar() {
        assertThat(Plugins.origin("a string")).isEqualTo("the Java runtime");
    }

    private URLClassLoader loader(Class<?> service, Class<?> provider) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(service.getName()), provider.getName() + "\n");
        return loader();
    }

    private URLClassLoader loader() throws IOException {
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
    }

    /** A backend whose driver is missing. */
    public static final class Absent implements BackendProvider {
        @Override
        public String id() {
            return "gpu";
        }

        @Override
        public Availability probe(BackendConfig config) {
            return new Availability.Unavailable("no driver", "install the driver");
        }

        @Override
        public Backend open(BackendConfig config) {
            throw new BackendException("no driver");
        }
    }

    /** A backend under another's name. */
    public static final class Impostor implements BackendProvider {
        @Override
        public String id() {
            return "reference";
        }

        @Override
        public Availability probe(BackendConfig config) {
            return new Availability.Available(Map.of());
        }

        @Override
        public Backend open(BackendConfig config) {
            throw new BackendException("an impostor computes nothing");
        }
    }

    /** A hop under another's name. */
    public static final class SecondSoftmax implements ComponentProvider<Hop> {
        @Override
        public Class<Hop> kind() {
            return Hop.class;
        }

        @Override
        public String id() {
            return "softmax";
        }

        @Override
        public String summary() {
            return "the first under this name";
        }

        @Override
        public Hop create(ModelContext context) {
            return new SoftmaxHop.Provider().create(context);
        }
    }

    /** A task without questions. */
    public static final class Riddles implements TaskProvider {
        @Override
        public String id() {
            return "riddles";
        }

        @Override
        public String summary() {
            return "riddles, for tests";
        }

        @Override
        public TaskRequest standard() {
            return new TaskRequest("", Optional.empty(), "", 0, 0);
        }

        @Override
        public List<TaskData> load(TaskRequest request) {
            return List.of();
        }
    }
}
