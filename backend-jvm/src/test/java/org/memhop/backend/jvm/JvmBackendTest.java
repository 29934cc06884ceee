package org.memhop.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.memhop.api.BackendException;
import org.memhop.api.backend.Availability;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendProvider;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;

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
        Availability plain = provider.probe(BothKernels.PLAIN);
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

    @Test
    void a_profiled_executable_says_how_long_each_of_its_steps_takes() {
        Scope g = Scope.root(DType.F32);
        Node x = g.input("x", DType.F32, Shape.of(300, 300));
        g.output("y", g.exp(g.matmul(x, x)));
        try (Backend backend = provider.open(BackendConfig.DEFAULT.with("profile", "true"));
                Session session = backend.newSession(List.of());
                Executable executable = session.compile(g.graph())) {
            executable.run(List.of(HostTensor.zeros(DType.F32, Shape.of(300, 300))));
            assertThat(executable.toString().lines())
                    .hasSize(2)
                    .allMatch(line -> Double.parseDouble(line.substring(0, line.indexOf('\t'))) > 0);
            assertThat(executable.toString()).contains("\t%1 MATMUL").contains("\t%2 EXP");
        }
        assertThatThrownBy(() -> provider.open(BackendConfig.DEFAULT.with("profile", "yes")))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("profile")
                .hasMessageContaining("true or false");
    }
}
