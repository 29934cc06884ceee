package org.memhop.core.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.memhop.api.backend.Backend;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.core.model.Models;

/** What an element is made of is what it changes with: every other element of an operand may be anything. */
class OriginsTest {
    private final Backend reference = Models.reference();
    private final NodeOracle oracle = new NodeOracle(reference);

    @AfterEach
    void close() {
        oracle.close();
        reference.close();
    }

    @Test
    void an_element_does_not_change_with_what_it_is_not_made_of() {
        Scenario scenario = EveryOp.scenario();
        Examined examined;
        try (Search search = new Search(reference, reference)) {
            examined = search.examine(scenario);
        }
        for (Node node : scenario.graph().nodes()) {
            List<HostTensor> operands =
                    node.inputs().stream().map(x -> examined.observed(0, x)).toList();
            for (int element = 0; !operands.isEmpty() && element < node.shape().size(); element++) {
                double value = oracle.exact(node, operands).value().get(element);
                double other = oracle.exact(node, disturbed(node, element, operands))
                        .value()
                        .get(element);
                assertThat(other).as(node + " element " + element).isEqualTo(value);
            }
        }
    }

    @Test
    void an_element_is_made_of_no_more_than_it_needs() {
        Scenario scenario = EveryOp.scenario();
        for (Node node : scenario.graph().nodes()) {
            for (int i = 0; i < node.inputs().size(); i++) {
                List<HostTensor> operands =
                        node.inputs().stream().map(OriginsTest::indices).toList();
                int[] positions = Origins.of(node, 1 % Math.max(1, node.shape().size()), operands, i);
                int most = switch (node.op()) {
                    case MAX -> 12;
                    case SUM, MATMUL -> 3;
                    case ARGMAX, SOFTMAX, LOG_SOFTMAX, CROSS_ENTROPY, CROSS_ENTROPY_GRAD -> 4;
                    default -> 1;
                };
                assertThat(positions.length).as(node + " operand " + i).isLessThanOrEqualTo(most);
            }
        }
    }

    /** Distinct rows, so that no two are scattered to one. */
    private static HostTensor indices(Node node) {
        HostTensor tensor = HostTensor.zeros(node.type(), node.shape());
        for (int i = 0; i < node.shape().size(); i++) {
            tensor.set(i, i % 3);
        }
        return tensor;
    }

    private static List<HostTensor> disturbed(Node node, int element, List<HostTensor> operands) {
        List<HostTensor> changed = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            HostTensor copy = operands.get(i).copy();
            int[] made = Origins.of(node, element, operands, i);
            boolean index = i == 1 && node.inputs().get(1).shape().rank() == 1;
            for (int p = 0; p < copy.shape().size(); p++) {
                int position = p;
                if (Arrays.stream(made).noneMatch(m -> m == position) && !index) {
                    copy.set(p, copy.get(p) + 3);
                }
            }
            changed.add(copy);
        }
        return changed;
    }
}
