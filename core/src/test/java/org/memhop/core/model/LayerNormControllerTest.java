package org.memhop.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.model.Controller;

class LayerNormControllerTest {
    @Test
    void the_sum_of_state_and_reading_is_normalised_with_gain_and_bias_of_the_hop() {
        Parts parts = Parts.of("hops", "2", "dimension", "2");
        Controller controller = new LayerNormController(parts.context("controller", "layer-norm"));
        Scope g = Scope.root(DType.F64);
        HostTensor state = HostTensor.of(Shape.of(1, 2), new double[] {1, 2});
        HostTensor reading = HostTensor.of(Shape.of(1, 2), new double[] {4, -1});
        g.output("next", controller.next(g, 1, g.constant(state), g.constant(reading)));

        HostTensor next = parts.run(
                        g,
                        Map.of(
                                "norm2.gain", HostTensor.of(Shape.of(2), new double[] {3, 5}),
                                "norm2.bias", HostTensor.of(Shape.of(2), new double[] {0.25, 0})))
                .get(0);

        double one = 2 / Math.sqrt(4 + LayerNorm.EPSILON); // the sums are 5 and 1: mean 3, deviation 2
        assertThat(next.doubles()).containsExactly(new double[] {3 * one + 0.25, -5 * one}, within(1e-15));
    }

    @Test
    void hops_that_share_their_layers_share_gain_and_bias() {
        Model model = Models.of(Models.size(), "controller", "layer-norm", "tying", "layer-wise", "hops", "2");

        assertThat(model.parameters())
                .extracting(parameter -> parameter.variable().name())
                .contains("norm.gain", "norm.bias")
                .doesNotContain("norm1.gain", "norm2.gain");
    }
}
