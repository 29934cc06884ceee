package org.memhop.backend.nd4j.plan;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;

/** Products of a tensor and one number, which need not be repeated in memory to the tensor's size first. */
final class Scalars {
    private Scalars() {}

    /** {@code MUL(x, BROADCAST_TO(number))}, either way round. */
    static Optional<Operation> operand(Node node, Uses uses) {
        if (node.op() != Op.MUL || node.type() != DType.F32) {
            return Optional.empty();
        }
        for (int i = 0; i < 2; i++) {
            Node number = node.input(i);
            if (number.op() == Op.BROADCAST_TO && number.input(0).shape().size() == 1) {
                List<Node> reads = List.of(node.input(1 - i), number.input(0));
                return Optional.of(new Operation(reads, 1, (x, y, pool) -> scaling(x.get(0), x.get(1), y)));
            }
        }
        return Optional.empty();
    }

    private static Step scaling(Tensor x, Tensor number, Tensor y) {
        int size = y.size();
        if (Nd4jOps.function(size)) {
            return Nd4jOps.scaling(x, number, y);
        }
        FloatBuffer from = x.floats();
        FloatBuffer to = y.floats();
        return () -> {
            float factor = number.floats().get(0);
            for (int i = 0; i < size; i++) {
                to.put(i, from.get(i) * factor);
            }
        };
    }
}
