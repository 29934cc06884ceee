package org.memhop.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.memhop.api.ConfigException;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.model.Controller;

/** The gate between what a hop read and what was known. */
class GatedControllerTest {
    @Test
    void a_unit_is_between_what_was_read_and_what_it_was_as_the_gate_of_the_hop_says() {
        Parts parts = Parts.of("hops", "2", "dimension", "2");
        Controller gated = new GatedController(parts.context("controller", "gated"));
        Scope g = Scope.root(DType.F64);
        g.output(
                "next",
                gated.next(
                        g,
                        1,
                        g.constant(HostTensor.of(Shape.of(1, 2), new double[] {0.3, -0.2})),
                        g.constant(HostTensor.of(Shape.of(1, 2), new double[] {2, 5}))));

        HostTensor next = parts.run(
                        g,
                        Map.of(
                                "W_T2", HostTensor.of(Shape.of(2, 2), new double[] {1, 2, -1, 0}),
                                "b_T2", HostTensor.of(Shape.of(2), new double[] {0.5, -1})))
                .get(0);

        double first = 1 / (1 + Math.exp(-(0.3 - 0.4 + 0.5)));
        double second = 1 / (1 + Math.exp(-(-0.3 - 1)));
        assertThat(next.doubles())
                .containsExactly(
                        new double[] {2 * first + 0.3 * (1 - first), 5 * second - 0.2 * (1 - second)}, within(1e-15));
    }

    @Test
    void hops_have_a_gate_each_that_starts_half_open_or_share_one() {
        Model each = Models.of(Models.size(), "controller", "gated", "hops", "2");
        Model shared = Models.of(Models.size(), "controller", "gated:shared=true", "hops", "2");

        assertThat(names(each)).contains("W_T1", "b_T1", "W_T2", "b_T2");
        assertThat(names(shared)).contains("W_T", "b_T").doesNotContain("W_T1", "b_T1");
        Parameter bias = each.parameters().stream()
                .filter(parameter -> parameter.variable().name().equals("b_T2"))
                .findFirst()
                .orElseThrow();
        assertThat(each.initial(bias, 1).doubles()).containsOnly(0.5);
    }

    @Test
    void it_is_shared_or_not() {
        assertThatThrownBy(() -> Models.of(Models.size(), "controller", "gated:shared=yes"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("found \"yes\"; expected");
    }

    private static List<String> names(Model model) {
        return model.parameters().stream()
                .map(parameter -> parameter.variable().name())
                .toList();
    }
}
