package org.memhop.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;

class LayerNormTest {
    private static final Variable GAIN = new Variable("gain", DType.F64, Shape.of(4));
    private static final Variable BIAS = new Variable("bias", DType.F64, Shape.of(4));

    @Test
    void each_vector_gets_mean_0_and_deviation_1_before_gain_and_bias() {
        double[] found = normalised(Shape.of(2, 1, 4), new double[] {1, 3, 5, 7, -20, 20, -20, 20});
        double unit = 1 / Math.sqrt(5 + LayerNorm.EPSILON); // of 1, 3, 5, 7 the mean is 4, the variance 5
        double large = 20 / Math.sqrt(400 + LayerNorm.EPSILON);

        assertThat(found)
                .containsExactly(
                        new double[] {
                            -3 * unit,
                            -2 * unit + 10,
                            3 * unit,
                            -3 * unit - 1,
                            -large,
                            2 * large + 10,
                            -3 * large,
                            -large - 1
                        },
                        within(1e-14));
    }

    @Test
    void a_constant_vector_becomes_the_bias() {
        assertThat(normalised(Shape.of(1, 4), new double[] {7, 7, 7, 7})).containsExactly(0, 10, 0, -1);
    }

    private static double[] normalised(Shape shape, double[] x) {
        Map<Variable, double[]> values = Map.of(GAIN, new double[] {1, 2, 3, -1}, BIAS, new double[] {0, 10, 0, -1});
        Scope g = Scope.root(DType.F64);
        g.output("y", new LayerNorm(GAIN, BIAS).apply(g, g.constant(HostTensor.of(shape, x))));
        try (Backend backend = Models.reference();
                Session session = backend.newSession(List.of(GAIN, BIAS))) {
            values.forEach((variable, value) -> session.write(variable, HostTensor.of(variable.shape(), value)));
            return session.compile(g.graph()).run(List.of()).get(0).doubles().clone();
        }
    }
}
