package org.memhop.conformance.random;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Variable;

/** A graph and everything that a run of it needs. */
public record Sample(Graph graph, Map<Variable, HostTensor> variables, List<HostTensor> inputs) {
    public Sample {
        variables = new LinkedHashMap<>(variables);
        inputs = List.copyOf(inputs);
    }
}
