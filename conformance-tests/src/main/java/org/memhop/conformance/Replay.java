package org.memhop.conformance;

import java.util.List;
import java.util.Map;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Variable;

/** One graph on one backend: what a failing random graph becomes when it is kept as a test. */
public final class Replay {
    private Replay() {}

    /**
     * Holds a graph's nodes and results against what is exact, as {@link GraphCheck} does.
     *
     * @param backend the id of a backend on the class path, run with its default options
     * @throws Failure if the backend is wrong
     */
    public static void of(String backend, Graph graph, Map<Variable, HostTensor> variables, List<HostTensor> inputs) {
        try (SuiteRun run = new SuiteRun(BackendConformance.find(backend), BackendConfig.DEFAULT, List.of())) {
            Case one = new Case(Group.RANDOM_GRAPHS, "replay", trial -> GraphCheck.of(trial, graph, variables, inputs));
            CaseResult result = run.run(one);
            if (result.failed()) {
                throw new Failure(result.message());
            }
        }
    }
}
