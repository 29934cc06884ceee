package org.memhop.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.api.BackendException;
import org.memhop.api.ConfigException;
import org.memhop.api.StorageException;
import org.memhop.api.backend.Availability;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendProvider;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;

class BackendFolderTest {
    private static final String GUICE = "com.google.inject.Key";

    @TempDir
    private Path place;

    @Test
    void two_folders_with_different_versions_of_one_class_use_each_its_own() throws IOException {
        Path one = Jars.folder(place.resolve("one"), Jars.provider("one", "return lib.Version.TEXT;"), version("1"));
        Path two = Jars.folder(place.resolve("two"), Jars.provider("two", "return lib.Version.TEXT;"), version("2"));

        Plugins plugins = MemhopModule.plugins(List.of(one, two));

        assertThat(text(plugins, "one")).isEqualTo("1");
        assertThat(text(plugins, "two")).isEqualTo("2");
        assertThat(plugins.backends()).containsKeys("jvm", "reference");
    }

    @Test
    void a_folder_may_have_another_version_of_a_library_of_the_programs() throws IOException {
        String key = "package com.google.inject; public class Key { public static String text() { return \"own\"; } }";
        Path folder = Jars.folder(place.resolve("a"), Jars.provider("a", "return " + GUICE + ".text();"), key);

        assertThat(text(MemhopModule.plugins(List.of(folder)), "a")).isEqualTo("own");
    }

    @Test
    void a_folder_sees_of_the_program_only_the_api_and_the_logger() throws IOException {
        Path folder = Jars.folder(place.resolve("a"), Jars.provider("a", """
                        StringBuilder seen = new StringBuilder();
                        for (String name : new String[] {"%s", "org.memhop.core.wiring.Plugins",
                                "org.memhop.backend.reference.ReferenceBackendProvider",
                                "org.slf4j.Logger", "org.memhop.api.graph.Graph", "java.sql.Connection"}) {
                            try {
                                Class.forName(name);
                                seen.append(name).append(' ');
                            } catch (ClassNotFoundException e) {
                                continue;
                            }
                        }
                        return seen.toString().trim();
                        """.formatted(GUICE)));

        assertThat(text(MemhopModule.plugins(List.of(folder)), "a"))
                .isEqualTo("org.slf4j.Logger org.memhop.api.graph.Graph java.sql.Connection");
    }

    @Test
    void every_call_runs_with_the_folders_class_loader_as_the_threads_and_puts_back_what_was_there()
            throws IOException {
        Path folder = Jars.folder(place.resolve("watchful"), WATCHFUL);
        Variable variable = new Variable("v", DType.F32, Shape.of(1));
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Plugins plugins = MemhopModule.plugins(List.of(folder));

        Backend backend = plugins.open("watchful", BackendConfig.DEFAULT);
        Session session = backend.newSession(List.of(variable));
        session.write(variable, HostTensor.of(Shape.of(1), 7f));
        Executable executable = session.compile(Scope.root(DType.F32).graph());
        List<HostTensor> outputs = executable.run(List.of());
        assertThat(session.read(variable).floats()).containsExactly(7);
        executable.close();
        session.close();
        backend.close();

        assertThat(outputs).isEmpty();
        assertThat(System.getProperty("watchful"))
                .isEqualTo("probe open newSession write compile run read Executable.close Session.close Backend.close");
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
        System.clearProperty("watchful");
    }

    @Test
    void a_folder_of_folders_brings_every_backend_and_one_named_twice_counts_once() throws IOException {
        Jars.folder(place.resolve("b"), Jars.provider("b", "return null;"));
        Path a = Jars.folder(place.resolve("a"), Jars.provider("a", "return null;"));
        Files.createDirectories(place.resolve("empty"));

        Plugins plugins = MemhopModule.plugins(List.of(place, a, a.resolve("../a")));

        assertThat(plugins.backends()).containsOnlyKeys("a", "b", "jvm", "reference");
        assertThat(Plugins.origin(provider(plugins, "a")))
                .isEqualTo(a.toRealPath().resolve("backend.jar").toString());
    }

    @Test
    void two_backends_of_one_id_are_an_error_that_names_both_jars() throws IOException {
        Path a = Jars.folder(place.resolve("a"), Jars.provider("same", "return null;"));
        Path b = Jars.folder(place.resolve("b"), Jars.provider("same", "return null;"));

        assertThatThrownBy(() -> MemhopModule.plugins(List.of(a, b)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("two plugins are called \"same\": stranger.Provider in "
                        + a.toRealPath().resolve("backend.jar") + " and stranger.Provider in "
                        + b.toRealPath().resolve("backend.jar") + "; take one of them away");
    }

    @Test
    void a_folder_that_is_not_there_or_is_a_file_is_named() throws IOException {
        Path missing = place.resolve("missing");
        Path file = Files.writeString(place.resolve("file.jar"), "");

        assertThatThrownBy(() -> MemhopModule.plugins(List.of(missing)))
                .isInstanceOf(StorageException.class)
                .hasMessage(
                        missing + ": found nothing; expected a folder with the jars of a backend, or a folder of such"
                                + " folders");
        assertThatThrownBy(() -> MemhopModule.plugins(List.of(file)))
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith(file + ": found a file; ");
    }

    @Test
    void a_folder_without_jars_is_an_error() throws IOException {
        Files.createDirectories(place.resolve("below"));

        assertThatThrownBy(() -> MemhopModule.plugins(List.of(place)))
                .isInstanceOf(BackendException.class)
                .hasMessageStartingWith(place + ": found no jar here, nor in a folder in here; ");
    }

    @Test
    void a_folder_whose_jars_bring_no_backend_says_what_was_looked_for() throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(place.resolve("library.jar")))) {
            jar.putNextEntry(new JarEntry("something"));
        }

        assertThatThrownBy(() -> MemhopModule.plugins(List.of(place)))
                .isInstanceOf(BackendException.class)
                .hasMessageStartingWith(place.toRealPath() + ": found no backend in 1 jar; ")
                .hasMessageContaining("META-INF/services/" + BackendProvider.class.getName());
    }

    @Test
    void a_broken_jar_is_named_even_where_it_is_only_a_library() throws IOException {
        Path folder = Jars.folder(place.resolve("a"), Jars.provider("a", "return null;"));
        Files.writeString(folder.resolve("library.jar"), "half of it");

        assertThatThrownBy(() -> MemhopModule.plugins(List.of(folder)))
                .isInstanceOf(BackendException.class)
                .hasMessageStartingWith(folder.toRealPath().resolve("library.jar")
                        + ": found a jar that is broken or cannot be read (");
    }

    @Test
    void a_provider_that_cannot_be_loaded_is_an_error_that_names_the_folder() throws IOException {
        Path folder = Jars.folder(
                place.resolve("a"),
                "package stranger; public final class Provider extends lib.Version {}",
                version("1"));

        assertThatThrownBy(() -> MemhopModule.plugins(List.of(folder)))
                .isInstanceOf(BackendException.class)
                .hasMessageStartingWith(folder.toRealPath() + ": a backend in here cannot be loaded: ");
    }

    @Test
    void a_backend_that_lacks_a_library_cannot_run_and_says_what_and_where() throws IOException {
        Path folder =
                Jars.folder(place.resolve("a"), Jars.provider("a", "throw new NoClassDefFoundError(\"lib/Version\");"));
        String real = folder.toRealPath().toString();
        BackendProvider provider = provider(MemhopModule.plugins(List.of(folder)), "a");

        assertThat(provider.probe(BackendConfig.DEFAULT)).isInstanceOfSatisfying(Availability.Unavailable.class, no -> {
            assertThat(no.reason()).startsWith(real + " lacks something").endsWith("lib/Version");
            assertThat(no.remedy()).contains("every jar that it needs");
        });
        assertThatThrownBy(() -> provider.open(BackendConfig.DEFAULT))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("backend a: " + real + " lacks something")
                .hasMessageContaining("lib/Version");
    }

    @Test
    void a_link_to_a_jar_that_is_gone_is_named() throws IOException {
        Path folder = Jars.folder(place.resolve("a"), Jars.provider("a", "return null;"));
        Files.createSymbolicLink(folder.resolve("library.jar"), place.resolve("gone.jar"));

        assertThatThrownBy(() -> MemhopModule.plugins(List.of(folder)))
                .isInstanceOf(BackendException.class)
                .hasMessageStartingWith(folder.toRealPath().resolve("library.jar") + ": found a jar that is broken or");
    }

    @Test
    void what_a_backend_turns_out_to_lack_once_it_is_open_is_a_typed_error_as_well() throws IOException {
        Path folder = Jars.folder(
                place.resolve("a"),
                WATCHFUL.replace(
                        "note(\"newSession\");", "if (true) throw new NoSuchMethodError(\"lib.Version.text\");"));
        Backend backend = MemhopModule.plugins(List.of(folder)).open("watchful", BackendConfig.DEFAULT);
        System.clearProperty("watchful");

        assertThatThrownBy(() -> backend.newSession(List.of()))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("backend watchful: " + folder.toRealPath() + " lacks something")
                .hasMessageContaining("lib.Version.text");
    }

    private static String version(String text) {
        // made by new, as javac would copy a constant into whoever reads it
        return "package lib; public class Version { public static final String TEXT = new String(\"" + text + "\"); }";
    }

    private static BackendProvider provider(Plugins plugins, String id) {
        return Objects.requireNonNull(plugins.backends().get(id));
    }

    private static String text(Plugins plugins, String id) {
        Availability availability = provider(plugins, id).probe(BackendConfig.DEFAULT);
        Map<String, String> details = ((Availability.Available) availability).details();
        return details.getOrDefault("text", "");
    }

    /** Leaves the names of its calls in a system property, if they come with the right class loader. */
    private static final String WATCHFUL = """
            package stranger;
            import java.util.List;
            import java.util.Map;
            import org.memhop.api.backend.*;
            import org.memhop.api.graph.*;
            public final class Watchful implements BackendProvider, Backend {
                public String id() { return "watchful"; }
                public Availability probe(BackendConfig config) { note("probe"); return new Availability.Available(Map.of()); }
                public Backend open(BackendConfig config) { note("open"); return this; }
                public BackendInfo info() { return new BackendInfo("watchful", Map.of()); }
                public Session newSession(List<Variable> variables) {
                    note("newSession");
                    return new Session() {
                        private HostTensor value;
                        public void write(Variable variable, HostTensor tensor) { note("write"); value = tensor; }
                        public HostTensor read(Variable variable) { note("read"); return value; }
                        public Executable compile(Graph graph) {
                            note("compile");
                            return new Executable() {
                                public List<HostTensor> run(List<HostTensor> inputs) { note("run"); return List.of(); }
                                public void close() { note("Executable.close"); }
                            };
                        }
                        public void close() { note("Session.close"); }
                    };
                }
                public void close() { note("Backend.close"); }
                private static void note(String call) {
                    boolean right = Thread.currentThread().getContextClassLoader() == Watchful.class.getClassLoader();
                    String before = System.getProperty("watchful", "");
                    System.setProperty("watchful", (before + " " + (right ? call : call + "?")).trim());
                }
            }
            """;
}
