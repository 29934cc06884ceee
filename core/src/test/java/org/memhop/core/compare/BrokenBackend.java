package org.memhop.core.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendInfo;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Variable;
import org.memhop.backend.reference.ReferenceBackendProvider;

/** The reference, node by node, with one thing wrong. */
final class BrokenBackend implements Backend {
    private final Backend reference = new ReferenceBackendProvider().open(BackendConfig.DEFAULT);
    private final Fault fault;

    BrokenBackend(Fault fault) {
        this.fault = fault;
    }

    /** Spoils values where it likes. */
    interface Fault {
        /** The value of a node; {@code value} may be changed. */
        default HostTensor node(Node node, List<HostTensor> operands, HostTensor value, Set<Node> outputs, int run) {
            return value;
        }

        /** What becomes of a variable; {@code value} may be changed. */
        default HostTensor update(Variable variable, HostTensor value) {
            return value;
        }
    }

    @Override
    public BackendInfo info() {
        return new BackendInfo("broken", Map.of());
    }

    @Override
    public Session newSession(List<Variable> variables) {
        Session values = reference.newSession(variables);
        Session scratch = reference.newSession(List.of());
        return new Session() {
            @Override
            public void write(Variable variable, HostTensor value) {
                values.write(variable, value);
            }

            @Override
            public HostTensor read(Variable variable) {
                return values.read(variable);
            }

            @Override
            public Executable compile(Graph graph) {
                return new Interpreted(graph, values, scratch);
            }

            @Override
            public void close() {
                values.close();
                scratch.close();
            }
        };
    }

    @Override
    public void close() {
        reference.close();
    }

    private final class Interpreted implements Executable {
        private final Graph graph;
        private final Session values;
        private final Session scratch;
        private int run;

        Interpreted(Graph graph, Session values, Session scratch) {
            this.graph = graph;
            this.values = values;
            this.scratch = scratch;
        }

        @Override
        public List<HostTensor> run(List<HostTensor> inputs) {
            Map<Node, HostTensor> computed = new HashMap<>();
            Set<Node> outputs = Set.copyOf(graph.outputs().values());
            for (Node node : graph.nodes()) {
                List<HostTensor> operands = node.inputs().stream()
                        .map(input -> Objects.requireNonNull(computed.get(input)))
                        .toList();
                HostTensor value = leafOrResult(node, operands, inputs);
                computed.put(node, fault.node(node, operands, value, outputs, run));
            }
            Map<Variable, HostTensor> next = new LinkedHashMap<>();
            graph.updates()
                    .forEach((variable, node) -> next.put(
                            variable,
                            fault.update(
                                    variable,
                                    Objects.requireNonNull(computed.get(node)).copy())));
            next.forEach(values::write);
            run++;
            List<HostTensor> results = new ArrayList<>();
            graph.outputs().values().forEach(node -> results.add(Objects.requireNonNull(computed.get(node))));
            return results;
        }

        private HostTensor leafOrResult(Node node, List<HostTensor> operands, List<HostTensor> inputs) {
            if (node.op() == Op.INPUT) {
                return inputs.get(graph.inputs().indexOf(node)).copy();
            } else if (node.attributes() instanceof Attributes.Of of) {
                return values.read(of.variable());
            } else if (node.attributes() instanceof Attributes.Value constant) {
                return constant.tensor().copy();
            }
            try (Executable alone = scratch.compile(GraphCopy.alone(node).graph())) {
                return alone.run(operands).get(0).copy();
            }
        }

        @Override
        public void close() {}
    }
}
