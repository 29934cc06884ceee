package org.memhop.conformance.cases;

import java.util.List;
import java.util.Map;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Variable;

/** Runs of graphs in sessions of their own. */
final class Runs {
    private Runs() {}

    /** Copies of the outputs of one run; variables without a value are zero. */
    static List<HostTensor> once(
            Backend backend, Graph graph, Map<Variable, HostTensor> values, List<HostTensor> inputs) {
        try (Session session = backend.newSession(graph.variables());
                Executable executable = session.compile(graph)) {
            values.forEach(session::write);
            return copies(executable.run(inputs));
        }
    }

    static List<HostTensor> copies(List<HostTensor> tensors) {
        return tensors.stream().map(HostTensor::copy).toList();
    }
}
