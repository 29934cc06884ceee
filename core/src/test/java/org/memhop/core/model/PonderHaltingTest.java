package org.memhop.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.ConfigException;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.model.Output;
import org.memhop.api.model.Verdict;

/** Three hops with states 1, 2 and −1, answers scored by the state and by its square. */
class PonderHaltingTest {
    private static final Output OUTPUT = (g, state) -> g.concat(1, List.of(state, g.mul(state, state)));
    private static final double[] STATES = {1, 2, -1};

    @Test
    void the_answer_is_the_mean_over_the_hops_as_likely_as_halting_there() {
        double[] halting = halting(0.4, -0.7);
        double first = 0;
        for (int n = 0; n < 3; n++) {
            first += halting[n] * answer(STATES[n]);
        }

        List<HostTensor> found = judged("ponder", DType.F64, 0.4, -0.7);

        assertThat(Arrays.stream(halting).sum()).isEqualTo(1, within(1e-15));
        assertThat(found.get(0).doubles()).containsExactly(new double[] {first, 1 - first}, within(1e-15));
        assertThat(found.get(2).get(0)).isEqualTo(halting[0] + 2 * halting[1] + 3 * halting[2], within(1e-15));
    }

    @Test
    void the_loss_is_that_of_every_hop_and_how_far_halting_is_from_a_cut_geometric_one() {
        double[] halting = halting(0.4, -0.7);
        double[] prior = {0.3, 0.3 * 0.7, 0.3 * 0.7 * 0.7};
        double sum = Arrays.stream(prior).sum();
        double loss = 0;
        for (int n = 0; n < 3; n++) {
            loss -= halting[n] * Math.log(answer(STATES[n]));
            loss += 0.5 * halting[n] * Math.log(halting[n] * sum / prior[n]);
        }

        assertThat(judged("ponder:prior=0.3:weight=0.5", DType.F64, 0.4, -0.7)
                        .get(1)
                        .get(0))
                .isEqualTo(loss, within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-3000, 3000})
    void a_hop_that_is_as_good_as_sure_leaves_every_number_finite_in_32_bits(double bias) {
        List<HostTensor> found = judged("ponder", DType.F32, 0.4, bias);

        double state = STATES[bias > 0 ? 0 : 2];
        assertThat(found.get(0).get(0)).isEqualTo(answer(state), within(1e-6));
        assertThat(found.get(1).get(0)).isBetween(0.0, 10.0);
        assertThat(found.get(2).get(0)).isEqualTo(bias > 0 ? 1 : 3, within(1e-6));
    }

    @Test
    void at_first_it_halts_as_often_as_the_prior_says() {
        Model model = Models.of(Models.size(), "halting", "ponder:prior=0.3");
        Parameter bias = model.parameters().stream()
                .filter(parameter -> parameter.variable().name().equals("halt_b"))
                .findFirst()
                .orElseThrow();

        assertThat(sigmoid(model.initial(bias, 1).get(0))).isEqualTo(0.3, within(1e-15));
    }

    @Test
    void one_hop_is_nothing_to_choose_from() {
        assertThatThrownBy(() -> Models.of(Models.size(), "halting", "ponder", "hops", "1"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "setting halting: ponder chooses after which hop to answer, and there is 1; expected hops of 2"
                                + " or more, or halting last");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prior=0", "prior=1", "prior=often", "weight=-1"})
    void a_prior_that_is_no_chance_and_a_weight_below_0_are_refused(String option) {
        assertThatThrownBy(() -> Models.of(Models.size(), "halting", "ponder:" + option))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("expected");
    }

    /** Probabilities, loss and hops; with w and b. */
    private static List<HostTensor> judged(String halting, DType type, double w, double b) {
        Parts parts = Parts.of("hops", "3", "dimension", "1", "precision", type == DType.F64 ? "f64" : "f32");
        Scope g = Scope.root(type);
        List<Node> states = Arrays.stream(STATES)
                .mapToObj(u -> g.constant(HostTensor.ofRounded(type, Shape.of(1, 1), u)))
                .toList();
        Verdict verdict = new PonderHalting(parts.context("halting", halting)).judge(g, states, OUTPUT);
        g.output("probabilities", g.softmax(verdict.logits()));
        g.output("loss", verdict.loss(g, g.constant(HostTensor.of(Shape.of(1), new int[] {0}))));
        g.output("hops", verdict.hops().orElseThrow());
        return parts.run(
                g,
                Map.of(
                        "halt_w", HostTensor.ofRounded(type, Shape.of(1, 1), w),
                        "halt_b", HostTensor.ofRounded(type, Shape.of(1), b)));
    }

    private static double[] halting(double w, double b) {
        double first = sigmoid(w * STATES[0] + b);
        double second = sigmoid(w * STATES[1] + b);
        return new double[] {first, (1 - first) * second, (1 - first) * (1 - second)};
    }

    /** How probable the first answer is in a state. */
    private static double answer(double state) {
        return sigmoid(state - state * state);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
