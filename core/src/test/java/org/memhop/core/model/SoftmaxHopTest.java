package org.memhop.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.model.Hop;
import org.memhop.api.model.MemoryView;
import org.memhop.api.model.Reading;
import org.memhop.api.model.Slots;
import org.memhop.core.config.Settings;

class SoftmaxHopTest {
    private static final HostTensor STATE = HostTensor.of(Shape.of(1, 2), new double[] {1, 2});
    private static final HostTensor KEYS = HostTensor.of(Shape.of(1, 3, 2), new double[] {1, 0, 0, 1, 0, 0});
    private static final HostTensor VALUES = HostTensor.of(Shape.of(1, 3, 2), new double[] {1, -1, 10, 0.5, 0, 0});
    private static final HostTensor OCCUPIED = HostTensor.of(Shape.of(1, 3), new int[] {1, 1, 0});

    @Test
    void attention_is_the_softmax_of_the_scores_of_all_slots_and_reads_their_weighted_sum() {
        List<HostTensor> read = read(hop("false"), OCCUPIED); // scores 1, 2, 0
        double sum = Math.exp(1) + Math.exp(2) + 1;
        double p1 = Math.exp(1) / sum;
        double p2 = Math.exp(2) / sum;

        assertThat(read.get(0).doubles()).containsExactly(new double[] {p1, p2, 1 / sum}, within(1e-15));
        assertThat(read.get(1).doubles()).containsExactly(new double[] {p1 + 10 * p2, -p1 + 0.5 * p2}, within(1e-14));
    }

    @Test
    void a_masked_empty_slot_gets_no_attention() {
        List<HostTensor> read = read(hop("true"), OCCUPIED);
        double sum = Math.exp(1) + Math.exp(2);

        assertThat(read.get(0).doubles())
                .containsExactly(new double[] {Math.exp(1) / sum, Math.exp(2) / sum, 0}, within(1e-15));
    }

    @Test
    void a_masked_memory_of_nothing_but_empty_slots_stays_a_number() {
        List<HostTensor> read = read(hop("true"), HostTensor.of(Shape.of(1, 3), new int[3]));

        assertThat(read.get(0).doubles()).containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-15));
    }

    @Test
    void without_softmax_attention_is_the_score() {
        for (String mask : List.of("false", "true")) {
            List<HostTensor> read = read(hop(mask).linear(), OCCUPIED);

            assertThat(read.get(0).doubles()).containsExactly(1, 2, 0);
            assertThat(read.get(1).doubles()).containsExactly(1 + 20, -1 + 1);
        }
    }

    private static Hop hop(String mask) {
        Settings settings = Settings.standard().with("mask-empty-slots", mask);
        return new SoftmaxHop.Provider()
                .create(new ComponentContext(new Parameters(settings, Models.size()), Chosen.of("hop", "softmax")));
    }

    private static List<HostTensor> read(Hop hop, HostTensor occupied) {
        Scope g = Scope.root(DType.F64);
        MemoryView view = new Slots(g.constant(KEYS), g.constant(VALUES), g.constant(occupied));
        Reading reading = hop.read(g, 0, g.constant(STATE), view);
        g.output("weights", reading.weights());
        g.output("vector", reading.vector());
        try (Backend backend = Models.reference();
                Session session = backend.newSession(List.of())) {
            return session.compile(g.graph()).run(List.of()).stream()
                    .map(HostTensor::copy)
                    .toList();
        }
    }
}
