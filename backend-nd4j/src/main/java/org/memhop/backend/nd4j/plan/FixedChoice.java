package org.memhop.backend.nd4j.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Shape;

/**
 * {@code WHERE(c, x, 0)} with c fixed in the graph and 0 in a few rows only, such as the row of the null symbol: x, with
 * these rows cleared.
 */
final class FixedChoice {
    private FixedChoice() {}

    static Optional<Operation> at(Node node, Uses uses) {
        if (node.op() != Op.WHERE || node.type() != DType.F32 || node.shape().rank() != 2 || !isZero(node.input(2))) {
            return Optional.empty();
        }
        Node condition = node.input(0);
        Shape column = Shape.of(node.shape().dim(0), 1);
        if (condition.op() != Op.BROADCAST_TO
                || !condition.input(0).shape().equals(column)
                || !(condition.input(0).attributes() instanceof Attributes.Value rows)) {
            return Optional.empty();
        }
        int[] cleared = cleared(rows.tensor());
        return cleared.length > node.shape().dim(0) / 4
                ? Optional.empty()
                : Optional.of(new Operation(List.of(node.input(1)), 1, (x, y, pool) -> clearing(x.get(0), y, cleared)));
    }

    private static boolean isZero(Node node) {
        Node value = node.op() == Op.BROADCAST_TO ? node.input(0) : node;
        // Not -0.0, whose bits would be lost.
        return value.attributes() instanceof Attributes.Value constant
                && constant.tensor().equals(HostTensor.zeros(value.type(), value.shape()));
    }

    private static int[] cleared(HostTensor condition) {
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < condition.shape().size(); i++) {
            if (condition.ints()[i] == 0) {
                rows.add(i);
            }
        }
        return rows.stream().mapToInt(row -> row).toArray();
    }

    private static Step clearing(Tensor x, Tensor y, int[] rows) {
        boolean inPlace = x.storage() == y.storage();
        float[] zeros = new float[y.shape().dim(1)];
        return () -> {
            if (!inPlace) {
                y.copyFrom(x);
            }
            for (int row : rows) {
                y.floats().put(row * zeros.length, zeros);
            }
        };
    }
}
