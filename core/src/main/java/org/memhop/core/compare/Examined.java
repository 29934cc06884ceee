package org.memhop.core.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Variable;

/**
 * A scenario with the values it has on a backend and on the float64 reference.
 *
 * @param scenario every variable written before every run, as the backend in question has it there
 * @param observed the backend's value of each node, run by run, when all are outputs
 * @param exact the reference's, from the same inputs and variables
 * @param parting where the backend parts
 * @param judged how many values were judged
 * @param share the largest part of a tolerance that a right one used
 */
record Examined(
        Scenario scenario,
        List<List<HostTensor>> observed,
        List<List<HostTensor>> exact,
        Optional<Parting> parting,
        int judged,
        double share) {
    HostTensor observed(int run, Node node) {
        return observed.get(run).get(scenario.graph().nodes().indexOf(node));
    }

    HostTensor exact(int run, Node node) {
        return exact.get(run).get(scenario.graph().nodes().indexOf(node));
    }

    /**
     * A part of this scenario; see {@link GraphCopy#excerpt}.
     *
     * @param first the first run of it
     * @param last the last run of it
     */
    Scenario excerpt(Collection<Node> ends, Collection<Variable> updates, Set<Node> given, int first, int last) {
        Graph whole = scenario.graph();
        GraphCopy copy = GraphCopy.excerpt(whole, ends, updates, given);
        Map<Node, Integer> inputs = new HashMap<>();
        whole.inputs().forEach(input -> inputs.put(input, inputs.size()));
        Graph part = copy.graph();
        List<Scenario.Run> runs = new ArrayList<>();
        for (int r = first; r <= last; r++) {
            Scenario.Run run = scenario.runs().get(r);
            List<HostTensor> values = new ArrayList<>();
            for (Node source : copy.sources()) {
                values.add(
                        source.op() == Op.INPUT
                                ? run.inputs().get(Objects.requireNonNull(inputs.get(source)))
                                : observed(r, source));
            }
            Map<Variable, HostTensor> variables = new LinkedHashMap<>(run.variables());
            variables.keySet().retainAll(part.variables());
            runs.add(new Scenario.Run(values, variables));
        }
        return new Scenario(part, runs);
    }
}
