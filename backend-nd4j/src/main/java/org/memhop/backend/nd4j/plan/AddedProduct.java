package org.memhop.backend.nd4j.plan;

import java.util.List;
import java.util.Optional;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;

/** {@code ADD(x, MATMUL(a, b))}: BLAS adds a product to what is there, which saves a pass over memory. */
final class AddedProduct {
    private AddedProduct() {}

    static Optional<Operation> at(Node node, Uses uses) {
        if (node.op() != Op.ADD) {
            return Optional.empty();
        }
        for (int i = 1; i >= 0; i--) {
            Node product = node.input(i);
            if (product.op() == Op.MATMUL && uses.once(product)) {
                List<Node> reads = List.of(node.input(1 - i), product.input(0), product.input(1));
                return Optional.of(new Operation(reads, 1, (x, y, pool) -> adding(product, x, y)));
            }
        }
        return Optional.empty();
    }

    private static Step adding(Node product, List<Tensor> x, Tensor y) {
        Step add = MatMul.adding(product, x.get(1), x.get(2), y);
        Tensor start = x.get(0);
        if (start.storage() == y.storage()) {
            return add;
        }
        return () -> {
            y.copyFrom(start);
            add.run();
        };
    }
}
