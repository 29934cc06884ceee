package org.memhop.backend.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.memhop.api.BackendException;
import org.memhop.api.backend.Availability.Unavailable;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendProvider;

/** The provider with less on its class path than it needs, in class loaders of its own. */
class LoadingTest {
    /** Passes on the classes of the API, so that providers can be called, and nothing else of the class path. */
    private static final class OnlyApi extends ClassLoader {
        OnlyApi() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.memhop.api.")) {
                return LoadingTest.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }

    private static URLClassLoader loaderOf(Predicate<String> kept) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (kept.test(Path.of(entry).getFileName().toString())) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(new URL[0]), new OnlyApi());
    }

    private static BackendProvider provider(ClassLoader loader) throws ReflectiveOperationException {
        return (BackendProvider) loader.loadClass(TensorFlowBackendProvider.class.getName())
                .getDeclaredConstructor()
                .newInstance();
    }

    @Test
    void to_be_found_and_asked_its_id_it_needs_nothing_of_tensorflow() throws Exception {
        try (URLClassLoader loader = loaderOf(name -> !name.endsWith(".jar"))) {
            BackendProvider provider = provider(loader);
            assertThat(provider.id()).isEqualTo("tensorflow");
            assertThat(provider.probe(BackendConfig.DEFAULT)).isInstanceOfSatisfying(Unavailable.class, no -> {
                assertThat(no.reason()).contains("TensorFlow is not on the class path");
                assertThat(no.remedy()).contains("tensorflow-core-api");
            });
            assertThatThrownBy(() -> provider.open(BackendConfig.DEFAULT)).isInstanceOf(BackendException.class);
        }
    }

    @Test
    void without_natives_it_says_which_to_add() throws Exception {
        try (URLClassLoader loader = loaderOf(name -> !name.matches("tensorflow-core-native-.*-x86_64.*|.*arm64.*"))) {
            assertThat(provider(loader).probe(BackendConfig.DEFAULT)).isInstanceOfSatisfying(Unavailable.class, no -> {
                assertThat(no.reason()).contains("natives of TensorFlow for").contains("class path");
                assertThat(no.remedy()).contains("tensorflow-core-native").contains("classifier");
            });
        }
    }
}
