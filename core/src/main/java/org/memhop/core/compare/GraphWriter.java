package org.memhop.core.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.core.compare.GraphRecord.NodeRecord;
import org.memhop.core.compare.GraphRecord.VariableRecord;

/** Turns a scenario into what the two files of a reproduction hold: a record of the graph, and tensors by name. */
final class GraphWriter {
    private final Scenario scenario;
    private final Map<Node, Integer> ids = new HashMap<>();
    private final Map<String, HostTensor> tensors = new LinkedHashMap<>();

    GraphWriter(Scenario scenario) {
        this.scenario = scenario;
    }

    GraphRecord record(String backend) {
        Graph graph = scenario.graph();
        List<NodeRecord> nodes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            ids.put(node, ids.size());
            nodes.add(node(node));
        }
        Map<String, Integer> outputs = new LinkedHashMap<>();
        graph.outputs().forEach((name, node) -> outputs.put(name, id(node)));
        Map<String, Integer> updates = new LinkedHashMap<>();
        graph.updates().forEach((variable, node) -> updates.put(variable.name(), id(node)));
        List<VariableRecord> variables = graph.variables().stream()
                .map(v -> new VariableRecord(v.name(), v.type().name(), dims(v.shape())))
                .toList();
        for (int r = 0; r < scenario.runs().size(); r++) {
            Scenario.Run run = scenario.runs().get(r);
            for (int i = 0; i < run.inputs().size(); i++) {
                tensors.put(
                        inputKey(r, Graph.nameOf(graph.inputs().get(i))),
                        run.inputs().get(i));
            }
            for (Map.Entry<Variable, HostTensor> e : run.variables().entrySet()) {
                tensors.put(variableKey(r, e.getKey().name()), e.getValue());
            }
        }
        return new GraphRecord(
                GraphRecord.FORMAT,
                GraphRecord.VERSION,
                backend,
                scenario.runs().size(),
                variables,
                nodes,
                outputs,
                updates);
    }

    /** The tensors of the runs and of the constants; complete when the record was made. */
    Map<String, HostTensor> tensors() {
        return tensors;
    }

    static String inputKey(int run, String name) {
        return "run" + (run + 1) + "/input/" + name;
    }

    static String variableKey(int run, String name) {
        return "run" + (run + 1) + "/variable/" + name;
    }

    static String constantKey(int id) {
        return "constant/" + id;
    }

    private NodeRecord node(Node node) {
        return new NodeRecord(
                id(node),
                node.op().name(),
                node.inputs().stream().map(this::id).toList(),
                attributes(node),
                node.type().name(),
                dims(node.shape()),
                node.scope());
    }

    private Map<String, Object> attributes(Node node) {
        Attributes attributes = node.attributes();
        if (attributes instanceof Attributes.Named named) {
            return Map.of("name", named.name());
        } else if (attributes instanceof Attributes.Of of) {
            return Map.of("name", of.variable().name());
        } else if (attributes instanceof Attributes.Value value) {
            tensors.put(constantKey(id(node)), value.tensor());
            return Map.of();
        } else if (attributes instanceof Attributes.Axes axes) {
            return Map.of("axes", axes.axes());
        } else if (attributes instanceof Attributes.MatMul flags) {
            Map<String, Object> both = new LinkedHashMap<>();
            both.put("transpose_a", flags.transposeA());
            both.put("transpose_b", flags.transposeB());
            return both;
        } else if (attributes instanceof Attributes.Permutation order) {
            return Map.of("permutation", order.permutation());
        } else if (attributes instanceof Attributes.Window window) {
            return Map.of("starts", window.starts());
        } else if (attributes instanceof Attributes.Padding padding) {
            return Map.of("before", padding.before());
        }
        return Map.of(); // none, or plain from the result's type and shape
    }

    private int id(Node node) {
        return Objects.requireNonNull(ids.get(node));
    }

    private static List<Integer> dims(Shape shape) {
        return Arrays.stream(shape.dims()).boxed().toList();
    }
}
