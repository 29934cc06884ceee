package org.memhop.core.compare;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Variable;

/**
 * A graph and what it is run on: one run after the other, all on one executable, as a training does.
 *
 * @param runs at least one
 */
public record Scenario(Graph graph, List<Run> runs) {
    public Scenario {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("a scenario has at least one run");
        }
    }

    /**
     * One run.
     *
     * @param inputs in the order of {@link Graph#inputs()}; nobody may write to them
     * @param variables what is written before the run; a variable that is not named here keeps what the run before left in it,
     *     or before the first zero
     */
    public record Run(List<HostTensor> inputs, Map<Variable, HostTensor> variables) {
        public Run {
            inputs = List.copyOf(inputs);
            variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        }
    }

    /** The same runs of another graph that has the same inputs and variables. */
    Scenario of(Graph other) {
        return new Scenario(other, runs);
    }

    /** In float64, with the same values. */
    Scenario widened() {
        List<Run> wide = runs.stream()
                .map(run -> {
                    Map<Variable, HostTensor> variables = new LinkedHashMap<>();
                    run.variables()
                            .forEach((variable, value) ->
                                    variables.put(GraphCopy.widened(variable), GraphCopy.widened(value)));
                    return new Run(run.inputs().stream().map(GraphCopy::widened).toList(), variables);
                })
                .toList();
        return new Scenario(GraphCopy.widened(graph).graph(), wide);
    }
}
