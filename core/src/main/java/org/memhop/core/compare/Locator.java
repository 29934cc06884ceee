package org.memhop.core.compare;

import java.util.ArrayList;
import java.util.List;
import org.memhop.api.backend.Backend;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.core.compare.Finding.Operand;

/** Finds the first node at which a backend parts from the float64 reference, and the smallest scenario that shows it. */
public final class Locator {
    private final Backend reference;

    /**
     * @param reference what computes the exact values
     */
    public Locator(Backend reference) {
        this.reference = reference;
    }

    /**
     * Looks at every value of a scenario.
     *
     * @throws org.memhop.api.BackendException if the backend cannot run the graph, or a part of it
     */
    public Result locate(Backend suspect, Scenario scenario) {
        try (Search search = new Search(reference, suspect)) {
            Examined examined = search.examine(scenario);
            return new Result(
                    examined.parting().map(parting -> finding(search, examined, parting)),
                    examined.judged(),
                    examined.share());
        }
    }

    private static Finding finding(Search search, Examined examined, Parting parting) {
        List<Operand> operands = new ArrayList<>();
        Node node = parting.node();
        int run = parting.run();
        List<HostTensor> found =
                node.inputs().stream().map(x -> examined.observed(run, x)).toList();
        for (int i = 0; i < found.size(); i++) {
            int[] positions = Origins.of(node, parting.element().position(), found, i);
            Operand operand = new Operand(node.input(i), found.get(i), examined.exact(run, node.input(i)), positions);
            operands.add(operand);
        }
        Scenario smallest = new Shrinker(search, examined, parting).smallest();
        return new Finding(parting, examined.scenario().runs().size(), operands, smallest);
    }
}
