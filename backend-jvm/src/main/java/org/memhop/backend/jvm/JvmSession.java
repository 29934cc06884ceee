package org.memhop.backend.jvm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.memhop.api.backend.Checks;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Variable;
import org.memhop.backend.jvm.plan.Buffer;
import org.memhop.backend.jvm.plan.Planner;

/** One buffer for each variable; plans read and write it in place. */
final class JvmSession implements Session {
    private final JvmBackend backend;
    private final Map<Variable, Buffer> values = new LinkedHashMap<>();
    private volatile boolean closed;

    JvmSession(JvmBackend backend, List<Variable> variables) {
        Checks.distinct(variables);
        this.backend = backend;
        for (Variable variable : variables) {
            Buffer buffer = new Buffer(
                    Buffer.Kind.VARIABLE, variable.type(), variable.shape().size());
            buffer.allocate(variable.shape().size());
            values.put(variable, buffer);
        }
    }

    @Override
    public void write(Variable variable, HostTensor value) {
        requireOpen();
        Checks.held(variable, values.keySet());
        Checks.value(variable, value);
        stored(variable).tensor(variable.shape()).copyFrom(value);
    }

    @Override
    public HostTensor read(Variable variable) {
        requireOpen();
        Checks.held(variable, values.keySet());
        return stored(variable).tensor(variable.shape()).copy();
    }

    @Override
    public Executable compile(Graph graph) {
        requireOpen();
        Checks.held(graph, values.keySet());
        return new JvmExecutable(
                this,
                graph,
                Planner.plan(graph, this::stored, backend.kernels()),
                backend.workers(),
                backend.isTimed());
    }

    @Override
    public void close() {
        closed = true;
    }

    void requireOpen() {
        backend.requireOpen();
        if (closed) {
            throw Checks.closed("the session");
        }
    }

    private Buffer stored(Variable variable) {
        Buffer buffer = values.get(variable);
        if (buffer == null) {
            throw new IllegalStateException("not checked: " + variable);
        }
        return buffer;
    }
}
