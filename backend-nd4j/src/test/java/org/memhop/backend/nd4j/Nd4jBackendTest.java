package org.memhop.backend.nd4j;

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
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;

class Nd4jBackendTest {
    private static final Shape TWO = Shape.of(2);
    private static final Variable W = new Variable("w", DType.F32, TWO);

    private final BackendProvider provider = new Nd4jBackendProvider();

    private static Graph adding() {
        Scope g = Scope.root(DType.F32);
        g.output("y", g.add(g.variable(W), g.input("x", DType.F32, TWO)));
        return g.graph();
    }

    @Test
    void the_service_loader_finds_it() {
        assertThat(ServiceLoader.load(BackendProvider.class).stream()
                        .map(found -> found.get().id()))
                .contains("nd4j");
    }

    @Test
    void it_says_what_it_computes_with() {
        BackendConfig config = BackendConfig.DEFAULT.with("threads", "2");
        assertThat(provider.probe(config))
                .isInstanceOfSatisfying(
                        Availability.Available.class,
                        yes -> assertThat(yes.details())
                                .containsEntry("nd4j", "1.0.0-M2.1")
                                .containsEntry("blas", "OPENBLAS")
                                .containsEntry("threads", "2"));
        try (Backend backend = provider.open(config)) {
            assertThat(backend.info().id()).isEqualTo("nd4j");
            assertThat(backend.info().details()).containsEntry("threads", "2");
        }
    }

    @Test
    void options_that_make_no_sense_are_refused_by_name() {
        BackendConfig unknown = BackendConfig.DEFAULT.with("treads", "2");
        assertThat(provider.probe(unknown))
                .isInstanceOfSatisfying(
                        Availability.Unavailable.class,
                        no -> assertThat(no.reason()).contains("treads"));
        assertThatThrownBy(() -> provider.open(unknown))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("backend nd4j: option \"treads\" is unknown");
        assertThatThrownBy(() -> provider.open(BackendConfig.DEFAULT.with("threads", "0")))
                .isInstanceOf(BackendException.class);
    }

    @Test
    void wrong_inputs_and_what_is_closed_are_refused() {
        Backend backend = provider.open(BackendConfig.DEFAULT);
        Session session = backend.newSession(List.of(W));
        Executable executable = session.compile(adding());
        HostTensor x = HostTensor.of(TWO, 1f, 2f);

        assertThatThrownBy(() -> executable.run(List.of())).isInstanceOf(BackendException.class);
        assertThatThrownBy(() -> executable.run(List.of(HostTensor.of(TWO, 1, 2))))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("\"x\"");
        assertThatThrownBy(() -> session.read(new Variable("v", DType.F32, TWO)))
                .isInstanceOf(BackendException.class);
        assertThatThrownBy(() -> session.write(W, HostTensor.of(Shape.of(3), 1f, 2f, 3f)))
                .isInstanceOf(BackendException.class);
        assertThatThrownBy(() -> backend.newSession(List.of(W, W))).isInstanceOf(BackendException.class);
        assertThatThrownBy(() -> backend.newSession(List.of()).compile(adding()))
                .isInstanceOf(BackendException.class);

        assertThat(executable.run(List.of(x))).containsExactly(x);
        executable.close();
        executable.close();
        assertThatThrownBy(() -> executable.run(List.of(x))).hasMessageContaining("the executable was used after");
        Executable another = session.compile(adding());
        session.close();
        assertThatThrownBy(() -> another.run(List.of(x))).hasMessageContaining("the session was used after");
        assertThatThrownBy(() -> session.read(W)).hasMessageContaining("the session was used after");
        another.close();
        Session last = backend.newSession(List.of(W));
        backend.close();
        assertThatThrownBy(() -> last.read(W)).hasMessageContaining("the backend nd4j was used after");
        assertThatThrownBy(() -> backend.newSession(List.of())).hasMessageContaining("the backend nd4j was used after");
    }
}
