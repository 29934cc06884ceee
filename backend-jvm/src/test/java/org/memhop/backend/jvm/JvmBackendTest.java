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
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;

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

    @Test
    void wrong_inputs_and_what_is_closed_are_refused() {
        Variable w = new Variable("w", DType.F32, Shape.of(2));
        Scope g = Scope.root(DType.F32);
        g.output("y", g.add(g.variable(w), g.input("x", DType.F32, Shape.of(2))));
        Backend backend = provider.open(BackendConfig.DEFAULT);
        Session session = backend.newSession(List.of(w));
        Executable executable = session.compile(g.graph());
        HostTensor x = HostTensor.of(Shape.of(2), 1f, 2f);

        assertThatThrownBy(() -> executable.run(List.of())).isInstanceOf(BackendException.class);
        assertThatThrownBy(() -> executable.run(List.of(HostTensor.of(Shape.of(2), 1, 2))))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("\"x\"");
        assertThatThrownBy(() -> session.read(new Variable("v", DType.F32, Shape.of(2))))
                .isInstanceOf(BackendException.class);
        assertThatThrownBy(() -> session.write(w, HostTensor.of(Shape.of(3), 1f, 2f, 3f)))
                .isInstanceOf(BackendException.class);
        assertThatThrownBy(() -> backend.newSession(List.of(w, w))).isInstanceOf(BackendException.class);
        assertThatThrownBy(() -> backend.newSession(List.of()).compile(g.graph()))
                .isInstanceOf(BackendException.class);

        assertThat(executable.run(List.of(x)).get(0)).isEqualTo(x);
        executable.close();
        assertThatThrownBy(() -> executable.run(List.of(x))).hasMessageContaining("closed");
        Executable another = session.compile(g.graph());
        session.close();
        assertThatThrownBy(() -> another.run(List.of(x))).hasMessageContaining("closed");
        assertThatThrownBy(() -> session.read(w)).hasMessageContaining("closed");
        backend.close();
        assertThatThrownBy(() -> backend.newSession(List.of())).hasMessageContaining("closed");
    }

    @Test
    void a_written_tensor_is_copied_and_a_read_one_is_a_copy() {
        Variable w = new Variable("w", DType.F32, Shape.of(2));
        try (Backend backend = provider.open(BackendConfig.DEFAULT);
                Session session = backend.newSession(List.of(w))) {
            assertThat(session.read(w)).isEqualTo(HostTensor.of(Shape.of(2), 0f, 0f));
            HostTensor value = HostTensor.of(Shape.of(2), 1f, 2f);
            session.write(w, value);
            value.floats()[0] = 5;
            session.read(w).floats()[1] = 6;
            assertThat(session.read(w)).isEqualTo(HostTensor.of(Shape.of(2), 1f, 2f));
        }
    }
}
