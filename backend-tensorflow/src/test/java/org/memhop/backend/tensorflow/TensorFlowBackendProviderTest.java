package org.memhop.backend.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.memhop.api.BackendException;
import org.memhop.api.backend.Availability;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendProvider;

class TensorFlowBackendProviderTest {
    private final TensorFlowBackendProvider provider = new TensorFlowBackendProvider();

    @Test
    void the_service_loader_finds_it() {
        assertThat(ServiceLoader.load(BackendProvider.class))
                .anySatisfy(found -> assertThat(found.id()).isEqualTo("tensorflow"));
    }

    @Test
    void it_says_what_it_computes_with() {
        assertThat(provider.probe(BackendConfig.DEFAULT.with("threads", "3")))
                .isInstanceOfSatisfying(
                        Availability.Available.class,
                        here -> assertThat(here.details())
                                .containsEntry("tensorflow", "2.18.0")
                                .containsEntry("devices", "CPU:0")
                                .containsEntry("threads", "3")
                                .containsEntry("tf32", "off"));
    }

    @Test
    void options_that_make_no_sense_are_refused_by_name() {
        assertThat(provider.probe(BackendConfig.DEFAULT.with("device", "cpu:1")))
                .isInstanceOfSatisfying(
                        Availability.Unavailable.class,
                        no -> assertThat(no.reason()).contains("cpu:1").contains("gpu:0"));
        assertThatThrownBy(() -> provider.open(BackendConfig.DEFAULT.with("devise", "cpu")))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("devise")
                .hasMessageContaining("[device, threads]");
    }

    @Test
    void a_gpu_that_is_not_there_is_an_error_that_says_what_is_missing() {
        BackendConfig gpu = BackendConfig.DEFAULT.with("device", "gpu:0");
        assertThat(provider.probe(gpu)).isInstanceOfSatisfying(Availability.Unavailable.class, no -> {
            assertThat(no.reason()).contains("CPU build of TensorFlow is on the class path");
            assertThat(no.remedy()).contains("-Ptensorflow-gpu").contains("device=cpu");
        });
        assertThatThrownBy(() -> provider.open(gpu))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("device gpu:0 was asked for")
                .hasMessageContaining("-Ptensorflow-gpu");
    }

    @Test
    void where_the_natives_see_no_gpu_the_library_that_is_missing_is_named() {
        Unusable absence = GpuLibraries.absence("gpu:1", java.util.List.of("CPU:0"));
        assertThat(absence).hasMessageContaining("gpu:1").hasMessageContaining("libcuda.so.1");
        assertThat(absence.error()).hasMessageContaining("install the driver");
    }
}
