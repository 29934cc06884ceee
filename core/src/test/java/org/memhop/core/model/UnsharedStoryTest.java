package org.memhop.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.model.Story;

class UnsharedStoryTest {
    private static final int SEGMENT = 2;

    @Test
    void each_question_of_a_segment_gets_the_slots_from_its_own_on() {
        Scope g = Scope.root(DType.F64);
        Node words = g.input("words", DType.I32, Shape.of(2, 4, 1));
        Node times = g.input("times", DType.I32, Shape.of(4, 3));
        Node factors = g.input("factors", DType.F64, Shape.of(2, 4, 1));
        Story own = new Story(words, times, SEGMENT, Optional.of(factors)).unshared(g);
        g.output("words", own.words());
        g.output("factors", own.factors().orElseThrow());

        assertThat(own.segment()).isEqualTo(1);
        assertThat(own.unshared(g)).isSameAs(own);
        try (Backend backend = Models.reference();
                Session session = backend.newSession(List.of());
                Executable graph = session.compile(g.graph())) {
            List<HostTensor> results = graph.run(List.of(
                    HostTensor.of(Shape.of(2, 4, 1), new int[] {1, 2, 3, 4, 5, 6, 7, 8}),
                    HostTensor.zeros(DType.I32, Shape.of(4, 3)),
                    HostTensor.of(Shape.of(2, 4, 1), new double[] {.1, .2, .3, .4, .5, .6, .7, .8})));
            assertThat(results.get(0).shape()).isEqualTo(Shape.of(4, 3, 1));
            assertThat(results.get(0).ints()).containsExactly(1, 2, 3, 2, 3, 4, 5, 6, 7, 6, 7, 8);
            assertThat(results.get(1).doubles()).containsExactly(.1, .2, .3, .2, .3, .4, .5, .6, .7, .6, .7, .8);
        }
    }
}
