package org.memhop.conformance;

import java.util.List;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.Node;

/** One operation in words, as in {@code MATMUL F32[2, 5, 7]ᵀ F32[2, 5, 3]}. */
public final class NodeName {
    /** More operands than this are counted. */
    private static final int MANY = 4;

    private NodeName() {}

    /** The operation, its operands' types and shapes, and what else it was told. */
    public static String of(Node node) {
        if (node.inputs().isEmpty()) {
            return node.toString();
        }
        StringBuilder text = new StringBuilder(node.op().name());
        List<Node> inputs = node.inputs();
        if (inputs.size() > MANY) {
            return text.append(' ')
                            .append(inputs.size())
                            .append(" × ")
                            .append(inputs.get(0).tensorType())
                    + attributes(node);
        }
        for (int i = 0; i < inputs.size(); i++) {
            text.append(' ').append(inputs.get(i).tensorType()).append(transposed(node, i) ? "ᵀ" : "");
        }
        return text + attributes(node);
    }

    private static boolean transposed(Node node, int operand) {
        return node.attributes() instanceof Attributes.MatMul flags
                && (operand == 0 ? flags.transposeA() : flags.transposeB());
    }

    private static String attributes(Node node) {
        Attributes attributes = node.attributes();
        if (attributes instanceof Attributes.Axes axes) {
            return " axes " + axes.axes();
        } else if (attributes instanceof Attributes.To to) {
            return " to " + to.type();
        } else if (attributes instanceof Attributes.ToShape to) {
            return " to " + to.shape();
        } else if (attributes instanceof Attributes.Permutation order) {
            return " by " + order.permutation();
        } else if (attributes instanceof Attributes.Window window) {
            return " from " + window.starts() + " size " + window.sizes();
        } else if (attributes instanceof Attributes.Padding padding) {
            return " before " + padding.before() + " after " + padding.after();
        } else if (attributes instanceof Attributes.Rows rows) {
            return " rows " + rows.rows();
        }
        return "";
    }
}
