package org.memhop.core.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.backend.reference.ReferenceBackendProvider;

/** Each rule for one number, against the same steps worked out with plain arithmetic. */
class OptimizerTest {
    private static final double START = 3;
    private static final double[] GRADIENTS = {2, -1, 0.5, 0, -4};
    private static final double[] RATES = {0.1, 0.1, 0.05, 0.05, 0.025};

    @Test
    void gradient_descent_moves_against_the_gradient() {
        double[] expected = new double[GRADIENTS.length];
        double x = START;
        for (int t = 0; t < expected.length; t++) {
            x -= RATES[t] * GRADIENTS[t];
            expected[t] = x;
        }

        assertThat(run(new Optimizer.Sgd())).containsExactly(expected, within(1e-15));
        assertThat(expected[1]).isCloseTo(2.9, within(1e-15)); // 3 - 0.2 + 0.1
    }

    @Test
    void momentum_keeps_a_decaying_sum_of_gradients() {
        double[] expected = new double[GRADIENTS.length];
        double x = START;
        double velocity = 0;
        for (int t = 0; t < expected.length; t++) {
            velocity = 0.9 * velocity + GRADIENTS[t];
            x -= RATES[t] * velocity;
            expected[t] = x;
        }

        assertThat(run(new Optimizer.Momentum(0.9))).containsExactly(expected, within(1e-15));
        assertThat(expected[1]).isCloseTo(2.72, within(1e-15)); // 3 - 0.2 - 0.1 (1.8 - 1)
    }

    @Test
    void adagrad_divides_by_the_root_of_the_sum_of_squares() {
        double[] expected = new double[GRADIENTS.length];
        double x = START;
        double squares = 0;
        for (int t = 0; t < expected.length; t++) {
            squares += GRADIENTS[t] * GRADIENTS[t];
            x -= RATES[t] * GRADIENTS[t] / (Math.sqrt(squares) + 1e-3);
            expected[t] = x;
        }

        assertThat(run(new Optimizer.Adagrad(1e-3))).containsExactly(expected, within(1e-14));
    }

    @Test
    void adam_divides_averages_that_are_corrected_for_their_start() {
        double[] expected = new double[GRADIENTS.length];
        double x = START;
        double mean = 0;
        double squares = 0;
        for (int t = 0; t < expected.length; t++) {
            mean = 0.9 * mean + 0.1 * GRADIENTS[t];
            squares = 0.99 * squares + 0.01 * GRADIENTS[t] * GRADIENTS[t];
            double meanHat = mean / (1 - Math.pow(0.9, t + 1));
            double squaresHat = squares / (1 - Math.pow(0.99, t + 1));
            x -= RATES[t] * meanHat / (Math.sqrt(squaresHat) + 1e-3);
            expected[t] = x;
        }

        assertThat(run(new Optimizer.Adam(0.9, 0.99, 1e-3))).containsExactly(expected, within(1e-13));
        assertThat(expected[0]).isCloseTo(START - 0.1 * 2 / (2 + 1e-3), within(1e-14)); // the first step is the rate
    }

    @Test
    void state_is_named_after_its_parameter_and_has_its_type() {
        Variable w = new Variable("W", DType.F32, Shape.of(2, 3));

        assertThat(new Optimizer.Sgd().state(w)).isEmpty();
        assertThat(new Optimizer.Momentum(0.9).state(w))
                .containsExactly(new Variable("W/velocity", DType.F32, Shape.of(2, 3)));
        assertThat(new Optimizer.Adagrad(1e-10).state(w))
                .containsExactly(new Variable("W/squares", DType.F32, Shape.of(2, 3)));
        assertThat(new Optimizer.Adam(0.9, 0.999, 1e-8).state(w))
                .containsExactly(
                        new Variable("W/mean", DType.F32, Shape.of(2, 3)),
                        new Variable("W/squares", DType.F32, Shape.of(2, 3)),
                        new Variable("W/mean-weight", DType.F32, Shape.SCALAR),
                        new Variable("W/squares-weight", DType.F32, Shape.SCALAR));
    }

    /** The parameter after each step. */
    private static double[] run(Optimizer optimizer) {
        Variable x = new Variable("x", DType.F64, Shape.of(1));
        Scope g = Scope.root(DType.F64);
        Node gradient = g.input("gradient", DType.F64, Shape.of(1));
        Node rate = g.input("rate", DType.F64, Shape.SCALAR);
        optimizer.update(g, x, gradient, rate);
        List<Variable> variables = new ArrayList<>(optimizer.state(x));
        variables.add(x);
        double[] values = new double[GRADIENTS.length];
        try (Backend backend = new ReferenceBackendProvider().open(BackendConfig.DEFAULT);
                Session session = backend.newSession(variables);
                Executable step = session.compile(g.graph())) {
            session.write(x, HostTensor.of(Shape.of(1), new double[] {START}));
            for (int t = 0; t < values.length; t++) {
                step.run(List.of(
                        HostTensor.of(Shape.of(1), new double[] {GRADIENTS[t]}),
                        HostTensor.of(Shape.SCALAR, new double[] {RATES[t]})));
                values[t] = session.read(x).get(0);
            }
        }
        return values;
    }
}
