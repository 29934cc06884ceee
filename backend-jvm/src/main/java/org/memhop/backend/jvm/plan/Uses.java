package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Shape;

/** Who reads a node: what a fusion must know before it lets a value vanish. */
final class Uses {
    private final Map<Node, List<Node>> readers = new HashMap<>();
    private final Set<Node> kept = new HashSet<>();

    Uses(Graph graph) {
        for (Node node : graph.nodes()) {
            for (Node input : node.inputs()) {
                readers.computeIfAbsent(input, none -> new ArrayList<>()).add(node);
            }
        }
        kept.addAll(graph.outputs().values());
        kept.addAll(graph.updates().values());
    }

    /** Whether a node has one reader, and neither a caller nor a variable gets it. */
    boolean once(Node node) {
        return !kept.contains(node) && readersOf(node).size() == 1;
    }

    /** Whether nothing depends on row 0 of a matrix, as every way from it leads into a WHERE that drops the row. */
    boolean firstRowDropped(Node matrix) {
        if (kept.contains(matrix)) {
            return false;
        }
        for (Node reader : readersOf(matrix)) {
            boolean dropped = reader.op() == Op.WHERE
                    && reader.input(1) == matrix
                    && reader.input(2) != matrix
                    && isFalseInFirstRow(reader.input(0));
            if (!dropped && !(reader.op() == Op.ADD && firstRowDropped(reader))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a caller or a variable gets a node. */
    boolean isKept(Node node) {
        return kept.contains(node);
    }

    /** What a node is an input of. */
    List<Node> readersOf(Node node) {
        return readers.getOrDefault(node, List.of());
    }

    private static boolean isFalseInFirstRow(Node condition) {
        int[] column = constantColumn(condition);
        return column.length > 0 && column[0] == 0;
    }

    /** The constants of a condition that is a column of them, repeated along the rows; else nothing. */
    static int[] constantColumn(Node condition) {
        boolean column = condition.op() == Op.BROADCAST_TO
                && condition.shape().rank() == 2
                && condition.input(0).shape().equals(Shape.of(condition.shape().dim(0), 1));
        return column && condition.input(0).attributes() instanceof Attributes.Value value
                ? value.tensor().ints()
                : new int[0];
    }

    /** Whether a node is the float32 constant +0, perhaps repeated. */
    static boolean isZero(Node node) {
        Node base = node.op() == Op.BROADCAST_TO ? node.input(0) : node;
        return base.type() == DType.F32
                && base.shape().size() == 1
                && base.attributes() instanceof Attributes.Value value
                && Float.floatToRawIntBits(value.tensor().floats()[0]) == 0;
    }
}
