package org.memhop.core.compare;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;

/**
 * The exact value of one node for given operands, and how far a backend may lie from it. Exact is what the reference computes
 * in float64 from the very operands, so rounding that happened before is nobody's error here.
 *
 * <p>With ε the distance from 1 to the next number of the type, K the number of terms and Σ|t| the sum of their magnitudes:
 * <ul>
 *   <li>exact operations: nothing; {@code + − × ÷ √}: one unit of the last place;
 *   <li>exp, log, tanh, sigmoid: 2e-6 of the value in F32, 1e-13 in F64;
 *   <li>sums and products: {@code 4 ε √K Σ|t|};
 *   <li>softmax: {@code 8 ε (1 + b + b̄ + √K)} of the value, b being how far the score is below the largest of its row and b̄
 *       the mean of that over the row's probabilities; log-softmax and cross-entropy: as much, absolutely.
 * </ul>
 * A smallest subnormal more, for each term, since products may underflow. Not thread-safe.
 */
public final class NodeOracle implements AutoCloseable {
    private final Session session;

    /**
     * @param reference what computes the exact values
     */
    public NodeOracle(Backend reference) {
        this.session = reference.newSession(List.of());
    }

    /** An exact result, and how far from it another may lie. */
    public record Exact(HostTensor value, Bound bound) {
        public Judgement judge(HostTensor found) {
            return bound.judge(found, value);
        }
    }

    /**
     * The exact value of a node that is not a leaf.
     *
     * @param node with the types of the backend in question
     * @param operands the values its inputs had there
     * @throws org.memhop.api.BackendException if an index among them is out of range
     */
    public Exact exact(Node node, List<HostTensor> operands) {
        List<HostTensor> wide = operands.stream().map(GraphCopy::widened).toList();
        try (Executable alone = session.compile(GraphCopy.aloneWidened(node).graph())) {
            HostTensor value = alone.run(wide).get(0).copy();
            Bound bound = switch (OpClass.of(node.op())) {
                case EXACT -> same(value);
                case ARITHMETIC -> relative(node.type(), value, 0);
                case TRANSCENDENTAL -> relative(node.type(), value, node.type() == DType.F32 ? 2e-6 : 1e-13);
                case SUM -> sums(node, wide, alone);
                case SOFTMAX -> RowBound.of(node, wide, value);
            };
            return new Exact(value, bound);
        }
    }

    /**
     * What a node makes of operands, in float64.
     *
     * @param operands F64 where the node takes floating ones
     */
    public HostTensor value(Node node, List<HostTensor> operands) {
        try (Executable alone = session.compile(GraphCopy.aloneWidened(node).graph())) {
            return alone.run(operands).get(0).copy();
        }
    }

    private static Bound same(HostTensor value) {
        return new Bound(values(value), new double[value.shape().size()]);
    }

    /** One unit of the last place, or a part of the value if that is more. */
    private static Bound relative(DType type, HostTensor value, double part) {
        double[] scale = values(value);
        double[] allowed = new double[scale.length];
        if (type.isFloating()) {
            for (int i = 0; i < allowed.length; i++) {
                double ulp = type == DType.F32 ? Math.ulp((float) scale[i]) : Math.ulp(scale[i]);
                double room = Math.max(ulp, part * Math.abs(scale[i]));
                allowed[i] = Double.isFinite(room) ? room : 0;
            }
        }
        return new Bound(scale, allowed);
    }

    private static Bound sums(Node node, List<HostTensor> operands, Executable alone) {
        if (!node.type().isFloating()) {
            return same(alone.run(operands).get(0).copy());
        }
        List<HostTensor> magnitudes =
                operands.stream().map(NodeOracle::magnitude).toList();
        double[] scale = values(alone.run(magnitudes).get(0));
        double[] allowed = new double[scale.length];
        double[] terms = terms(node, operands, alone, scale.length);
        double largest = node.type() == DType.F32 ? Float.MAX_VALUE : Double.MAX_VALUE;
        for (int i = 0; i < allowed.length; i++) {
            double room = 4 * epsilon(node.type()) * Math.sqrt(terms[i]) * scale[i] + terms[i] * least(node.type());
            // Partial sums may overflow in one order and not in another; but infinities among the terms decide the
            // result.
            allowed[i] = Double.isFinite(scale[i]) ? scale[i] > largest ? Double.POSITIVE_INFINITY : room : 0;
        }
        return new Bound(scale, allowed);
    }

    /** How many terms each element is the sum of. */
    private static double[] terms(Node node, List<HostTensor> operands, Executable alone, int size) {
        if (node.op() == Op.SCATTER_ADD_ROWS) {
            HostTensor ones =
                    HostTensor.zeros(operands.get(0).type(), operands.get(0).shape());
            IntStream.range(0, ones.shape().size()).forEach(i -> ones.set(i, 1));
            return values(alone.run(List.of(ones, operands.get(1))).get(0));
        }
        int inputs = operands.get(0).shape().size();
        int each = node.op() == Op.MATMUL ? contracted(node) : inputs / Math.max(1, size);
        double[] all = new double[size];
        Arrays.fill(all, each);
        return all;
    }

    private static int contracted(Node node) {
        boolean transposed = ((Attributes.MatMul) node.attributes()).transposeA();
        return node.input(0).shape().dim(transposed ? -2 : -1);
    }

    private static HostTensor magnitude(HostTensor tensor) {
        HostTensor copy = tensor.copy();
        if (tensor.type().isFloating()) {
            IntStream.range(0, tensor.shape().size()).forEach(i -> copy.set(i, Math.abs(tensor.get(i))));
        }
        return copy;
    }

    private static double[] values(HostTensor tensor) {
        return IntStream.range(0, tensor.shape().size())
                .mapToDouble(tensor::get)
                .toArray();
    }

    private static double epsilon(DType type) {
        return type == DType.F32 ? Math.ulp(1f) : Math.ulp(1.0);
    }

    private static double least(DType type) {
        return type == DType.F32 ? Float.MIN_VALUE : Double.MIN_VALUE;
    }

    @Override
    public void close() {
        session.close();
    }
}
