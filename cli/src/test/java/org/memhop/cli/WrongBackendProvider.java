package org.memhop.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.memhop.api.backend.Availability;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendInfo;
import org.memhop.api.backend.BackendProvider;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Variable;
import org.memhop.backend.reference.ReferenceBackendProvider;

/** The backend {@code wrong}: its softmax is that of twice the scores, or with option {@code throws} it makes no session. */
public final class WrongBackendProvider implements BackendProvider {
    @Override
    public String id() {
        return "wrong";
    }

    @Override
    public Availability probe(BackendConfig config) {
        return new Availability.Available(Map.of());
    }

    @Override
    public Backend open(BackendConfig config) {
        boolean fails = config.options().containsKey("throws");
        return new Wrong(new ReferenceBackendProvider().open(BackendConfig.DEFAULT), fails);
    }

    private record Wrong(Backend reference, boolean fails) implements Backend {
        @Override
        public BackendInfo info() {
            return new BackendInfo("wrong", Map.of());
        }

        @Override
        public Session newSession(List<Variable> variables) {
            if (fails) {
                throw new IllegalStateException("out of luck");
            }
            return new WrongSession(reference.newSession(variables));
        }

        @Override
        public void close() {
            reference.close();
        }
    }

    private record WrongSession(Session session) implements Session {
        @Override
        public void write(Variable variable, HostTensor value) {
            session.write(variable, value);
        }

        @Override
        public HostTensor read(Variable variable) {
            return session.read(variable);
        }

        @Override
        public Executable compile(Graph graph) {
            return session.compile(wrong(graph));
        }

        @Override
        public void close() {
            session.close();
        }
    }

    private static Graph wrong(Graph graph) {
        Scope g = Scope.root(DType.F32);
        Map<Node, Node> copies = new HashMap<>();
        for (Node node : graph.nodes()) {
            List<Node> inputs = node.inputs().stream()
                    .map(input -> Objects.requireNonNull(copies.get(input)))
                    .toList();
            Node copy;
            if (node.attributes() instanceof Attributes.Named named) {
                copy = g.input(named.name(), node.type(), node.shape());
            } else if (node.op() == Op.SOFTMAX) {
                copy = g.softmax(g.add(inputs.get(0), inputs.get(0)));
            } else {
                copy = g.node(node.op(), inputs, node.attributes());
            }
            copies.put(node, copy);
        }
        graph.outputs().forEach((name, node) -> g.output(name, Objects.requireNonNull(copies.get(node))));
        graph.updates().forEach((variable, node) -> g.update(variable, Objects.requireNonNull(copies.get(node))));
        return g.graph();
    }
}
