package org.memhop.core.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Variable;

/**
 * What one run on a backend found and left.
 *
 * @param before the variables' values before it
 * @param outputs as copies
 * @param after the variables' values after it
 */
record Snapshot(Map<Variable, HostTensor> before, List<HostTensor> outputs, Map<Variable, HostTensor> after) {
    /** Runs a scenario in a session of its own; one snapshot a run. */
    static List<Snapshot> of(Backend backend, Scenario scenario) {
        List<Variable> variables = scenario.graph().variables();
        List<Snapshot> all = new ArrayList<>();
        try (Session session = backend.newSession(variables);
                Executable executable = session.compile(scenario.graph())) {
            for (Scenario.Run run : scenario.runs()) {
                for (Variable variable : variables) {
                    HostTensor value = run.variables().get(variable);
                    if (value != null) {
                        session.write(variable, value);
                    }
                }
                Map<Variable, HostTensor> before = read(session, variables);
                List<HostTensor> outputs = executable.run(run.inputs()).stream()
                        .map(HostTensor::copy)
                        .toList();
                all.add(new Snapshot(before, outputs, read(session, variables)));
            }
        }
        return all;
    }

    private static Map<Variable, HostTensor> read(Session session, List<Variable> variables) {
        Map<Variable, HostTensor> values = new LinkedHashMap<>();
        variables.forEach(variable -> values.put(variable, session.read(variable)));
        return values;
    }
}
