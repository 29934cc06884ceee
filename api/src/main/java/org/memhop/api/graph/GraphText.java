package org.memhop.api.graph;

import java.util.HashMap;
import java.util.Map;

/** Writes a graph as text; nodes are numbered in order, so that equal graphs give equal texts. */
final class GraphText {
    private GraphText() {}

    static String of(Graph graph) {
        Map<Node, Integer> number = new HashMap<>();
        StringBuilder text = new StringBuilder();
        for (Node node : graph.nodes()) {
            number.put(node, number.size());
            text.append('%').append(number.get(node)).append(" = ").append(node.op());
            String separator = "(";
            for (Node input : node.inputs()) {
                text.append(separator).append('%').append(number.get(input));
                separator = ", ";
            }
            text.append(node.inputs().isEmpty() ? "" : ")").append(attributes(node.attributes()));
            text.append(" : ").append(node.tensorType());
            text.append(node.scope().isEmpty() ? "" : "  # " + node.scope()).append('\n');
        }
        graph.outputs()
                .forEach((name, node) -> text.append("output ")
                        .append(name)
                        .append(" = %")
                        .append(number.get(node))
                        .append('\n'));
        graph.updates()
                .forEach((variable, node) -> text.append("update ")
                        .append(variable.name())
                        .append(" = %")
                        .append(number.get(node))
                        .append('\n'));
        return text.toString();
    }

    private static String attributes(Attributes attributes) {
        if (attributes instanceof Attributes.Named named) {
            return " " + named.name();
        } else if (attributes instanceof Attributes.Of of) {
            return " " + of.variable().name();
        } else if (attributes instanceof Attributes.Value value) {
            return " " + values(value.tensor());
        } else if (attributes instanceof Attributes.Axes axes) {
            return " axes=" + axes.axes();
        } else if (attributes instanceof Attributes.MatMul flags) {
            return (flags.transposeA() ? " transposeA" : "") + (flags.transposeB() ? " transposeB" : "");
        } else if (attributes instanceof Attributes.Permutation order) {
            return " " + order.permutation();
        } else if (attributes instanceof Attributes.Window window) {
            return " starts=" + window.starts();
        } else if (attributes instanceof Attributes.Padding padding) {
            return " before=" + padding.before() + " after=" + padding.after();
        }
        return ""; // none, or plain from the result's type and shape
    }

    private static String values(HostTensor tensor) {
        String text = tensor.toString();
        return text.substring(text.indexOf('{'));
    }
}
