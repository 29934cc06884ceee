package org.memhop.conformance.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendInfo;
import org.memhop.api.backend.Checks;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Variable;
import org.memhop.backend.reference.ReferenceBackendProvider;

/** A backend that computes a graph node by node, each with the backend {@code reference}, and behaves as it is told. */
final class Interpreter implements Backend {
    private final BackendInfo info;
    private final Behaviour behaviour;
    private final Backend reference = new ReferenceBackendProvider().open(BackendConfig.DEFAULT);
    private volatile boolean closed;

    Interpreter(BackendInfo info, Behaviour behaviour) {
        this.info = info;
        this.behaviour = behaviour;
    }

    @Override
    public BackendInfo info() {
        return info;
    }

    @Override
    public Session newSession(List<Variable> variables) {
        behaviour.requireOpen(closed, "the backend " + info.id());
        Checks.distinct(variables);
        return new OpenSession(List.copyOf(variables));
    }

    @Override
    public void close() {
        closed = true;
    }

    private final class OpenSession implements Session {
        private final List<Variable> held;
        private final Map<Variable, HostTensor> values;
        private volatile boolean ended;

        OpenSession(List<Variable> held) {
            this.held = held;
            this.values = behaviour.variables(held);
        }

        void requireOpen() {
            behaviour.requireOpen(closed, "the backend " + info.id());
            behaviour.requireOpen(ended, "the session");
        }

        @Override
        public void write(Variable variable, HostTensor value) {
            requireOpen();
            Checks.held(variable, held);
            Checks.value(variable, value);
            values.put(variable, behaviour.written(value));
        }

        @Override
        public HostTensor read(Variable variable) {
            requireOpen();
            Checks.held(variable, held);
            return behaviour.read(Objects.requireNonNull(values.get(variable), variable::toString));
        }

        @Override
        public Executable compile(Graph graph) {
            requireOpen();
            Checks.held(graph, held);
            return new Compiled(this, graph);
        }

        @Override
        public void close() {
            ended = true;
        }
    }

    private final class Compiled implements Executable {
        private final OpenSession session;
        private final Graph graph;
        private final Arithmetic arithmetic = new Arithmetic(reference);
        private final Map<Variable, HostTensor> variables;
        private final List<Run> last = new ArrayList<>(1);
        private volatile boolean ended;

        Compiled(OpenSession session, Graph graph) {
            this.session = session;
            this.graph = graph;
            this.variables = behaviour.seenBy(graph, session.values);
        }

        @Override
        public List<HostTensor> run(List<HostTensor> inputs) {
            session.requireOpen();
            behaviour.requireOpen(ended, "the executable");
            behaviour.check(graph, inputs);
            Run run = last.isEmpty()
                    ? Run.first(graph, behaviour, arithmetic, variables, inputs)
                    : last.get(0).next(inputs);
            behaviour.evaluate(run);
            List<HostTensor> outputs = behaviour.outputs(run);
            behaviour.commit(run);
            last.clear();
            last.add(run);
            return outputs;
        }

        @Override
        public void close() {
            ended = true;
        }
    }
}
