package org.memhop.backend.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.memhop.api.backend.Checks;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Variable;

/** One tensor for each variable. */
final class ReferenceSession implements Session {
    private final ReferenceBackend backend;
    private final Map<Variable, HostTensor> values = new LinkedHashMap<>();
    private volatile boolean closed;

    ReferenceSession(ReferenceBackend backend, List<Variable> variables) {
        Checks.distinct(variables);
        this.backend = backend;
        for (Variable variable : variables) {
            values.put(variable, HostTensor.zeros(variable.type(), variable.shape()));
        }
    }

    @Override
    public void write(Variable variable, HostTensor value) {
        requireOpen();
        Checks.held(variable, values.keySet());
        Checks.value(variable, value);
        stored(variable).copyFrom(value);
    }

    @Override
    public HostTensor read(Variable variable) {
        requireOpen();
        Checks.held(variable, values.keySet());
        return stored(variable).copy();
    }

    @Override
    public Executable compile(Graph graph) {
        requireOpen();
        Checks.held(graph, values.keySet());
        return new ReferenceExecutable(this, graph);
    }

    @Override
    public void close() {
        closed = true;
    }

    /** The tensor that holds a variable of this session. */
    HostTensor stored(Variable variable) {
        return Objects.requireNonNull(values.get(variable));
    }

    void requireOpen() {
        backend.requireOpen();
        if (closed) {
            throw Checks.closed("the session");
        }
    }
}
