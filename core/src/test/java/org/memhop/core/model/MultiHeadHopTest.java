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
import org.memhop.api.model.Hop;
import org.memhop.api.model.Reading;
import org.memhop.api.model.Slots;

/** Two heads of two units each, over two slots and an empty one. */
class MultiHeadHopTest {
    private static final HostTensor STATE = HostTensor.of(Shape.of(1, 4), new double[] {1, 2, -1, 0.5});
    private static final HostTensor KEYS =
            HostTensor.of(Shape.of(1, 3, 4), new double[] {1, 0, 0, 2, 0, 1, -1, 0, 0, 0, 0, 0});
    private static final HostTensor VALUES =
            HostTensor.of(Shape.of(1, 3, 4), new double[] {1, 2, 3, 4, 50, 60, 70, 80, 0, 0, 0, 0});
    private static final HostTensor OCCUPIED = HostTensor.of(Shape.of(1, 3), new int[] {1, 1, 0});

    /** Doubles the question. */
    private static final HostTensor QUERY =
            HostTensor.of(Shape.of(4, 4), new double[] {2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2});

    /** Moves every unit one place on. */
    private static final HostTensor OUTPUT =
            HostTensor.of(Shape.of(4, 4), new double[] {0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0});

    @Test
    void each_head_looks_and_reads_with_units_of_its_own() {
        List<HostTensor> read = read("true", false);
        // Head 1 scores u1 k1 + u2 k2, doubled, over √2: 2/√2 and 4/√2; head 2 likewise: 2/√2 and 2/√2.
        double first = 1 / (1 + Math.exp(2 / Math.sqrt(2)));
        double second = 0.5;

        assertThat(read.get(0).doubles())
                .containsExactly(new double[] {(first + second) / 2, (1 - first + 1 - second) / 2, 0}, within(1e-15));
        assertThat(read.get(1).doubles())
                .containsExactly(
                        new double[] {
                            4 * second + 80 * (1 - second),
                            first + 50 * (1 - first),
                            2 * first + 60 * (1 - first),
                            3 * second + 70 * (1 - second)
                        },
                        within(1e-13));
    }

    @Test
    void an_empty_slot_that_is_not_masked_gets_its_share() {
        double sum = 1 + Math.exp(2 / Math.sqrt(2)) + Math.exp(4 / Math.sqrt(2));
        double both = 1 + 2 * Math.exp(2 / Math.sqrt(2));

        assertThat(read("false", false).get(0).get(2)).isEqualTo((1 / sum + 1 / both) / 2, within(1e-15));
    }

    @Test
    void without_softmax_attention_is_the_mean_of_the_scores() {
        for (String mask : List.of("false", "true")) {
            List<HostTensor> read = read(mask, true);

            assertThat(read.get(0).doubles())
                    .containsExactly(new double[] {2 / Math.sqrt(2), 3 / Math.sqrt(2), 0}, within(1e-15));
        }
    }

    @Test
    void projections_are_of_each_hop_or_of_all_that_share_their_layers() {
        Model each = Models.of(Models.size(), "hop", "multi-head", "hops", "2");
        Model shared = Models.of(Models.size(), "hop", "multi-head", "hops", "2", "tying", "layer-wise");

        assertThat(each.parameters())
                .extracting(parameter -> parameter.variable().name())
                .contains("W_q1", "W_o1", "W_q2", "W_o2");
        assertThat(shared.parameters())
                .extracting(parameter -> parameter.variable().name())
                .contains("W_q", "W_o")
                .doesNotContain("W_q1");
    }

    @Test
    void heads_that_do_not_divide_the_dimension_are_refused() {
        assertThatThrownBy(() -> Models.of(Models.size(), "hop", "multi-head:heads=3", "dimension", "20"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("setting hop: multi-head: 3 heads cannot share a dimension of 20 evenly; expected heads=H"
                        + " where dimension is a multiple of H");
        assertThatThrownBy(() -> Models.of(Models.size(), "hop", "multi-head:heads=0"))
                .isInstanceOf(ConfigException.class);
    }

    private static List<HostTensor> read(String masked, boolean linear) {
        Parts parts = Parts.of("hops", "1", "dimension", "4", "mask-empty-slots", masked);
        Hop hop = new MultiHeadHop.Provider().create(parts.context("hop", "multi-head:heads=2"));
        Scope g = Scope.root(DType.F64);
        Slots view = new Slots(g.constant(KEYS), g.constant(VALUES), g.constant(OCCUPIED));
        Reading reading = (linear ? hop.linear() : hop).read(g, 0, g.constant(STATE), view);
        g.output("weights", reading.weights());
        g.output("vector", reading.vector());
        return parts.run(g, Map.of("W_q1", QUERY, "W_o1", OUTPUT));
    }
}
