package org.memhop.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.memhop.api.BackendException;
import org.memhop.api.backend.Availability;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendProvider;

class JvmBackendTest {
    private final JvmBackendProvider provider = new JvmBackendProvider();

    @Test
    void the_service_loader_finds_it() {
        assertThat(ServiceLoader.load(BackendProvider.class))
                .anySatisfy(found -> assertThat(found).isInstanceOf(JvmBackendProvider.class));
        assertThat(provider.id()).isEqualTo("jvm");
    }

    @Test
    void it_says_which_kernels_and_how_many_threads_it_uses() {
        Availability vector = provider.probe(BackendConfig.DEFAULT.with("threads", "3"));
        assertThat(vector)
                .isInstanceOfSatisfying(
                        Availability.Available.class,
                        here -> assertThat(here.details())
                                .containsEntry("threads", "3")
                                .containsKey("java")
                                .hasEntrySatisfying(
                                        "vector", text -> assertThat(text).contains("bits")));
        Availability plain = provider.probe(Compared.PLAIN);
        assertThat(plain)
                .isInstanceOfSatisfying(
                        Availability.Available.class,
                        here -> assertThat(here.details()).containsEntry("vector", "off, as asked; plain loops"));
    }

    @Test
    void options_that_make_no_sense_are_refused_by_name() {
        assertThat(provider.probe(BackendConfig.DEFAULT.with("vector", "maybe")))
                .isInstanceOfSatisfying(
                        Availability.Unavailable.class,
                        no -> assertThat(no.reason())
                                .contains("vector")
                                .contains("maybe")
                                .contains("auto, on or off"));
        assertThatThrownBy(() -> provider.open(BackendConfig.DEFAULT.with("treads", "2")))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("treads")
                .hasMessageContaining("threads");
        assertThatThrownBy(() -> provider.open(BackendConfig.DEFAULT.with("threads", "0")))
                .isInstanceOf(BackendException.class);
    }
}
