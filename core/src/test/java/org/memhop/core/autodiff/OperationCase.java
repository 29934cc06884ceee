package org.memhop.core.autodiff;

import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;

/** One operation on some inputs, away from its kinks. */
record OperationCase(
        Op op, String name, BiFunction<Scope, List<Node>, Node> build, double step, List<HostTensor> inputs) {

    static OperationCase of(Op op, String name, BiFunction<Scope, List<Node>, Node> build, HostTensor... inputs) {
        return new OperationCase(op, name, build, FiniteDifferences.STEP, List.of(inputs));
    }

    /** {@code Σ w ∘ y}, with weights that differ, so that errors do not cancel. */
    Node weighted(Scope g, List<Node> x) {
        return weightedSum(g, build.apply(g, x), 1);
    }

    /** {@code Σ w ∘ y²}: its gradient depends on y even where y is linear in x. */
    Node weightedSquares(Scope g, List<Node> x) {
        Node y = build.apply(g, x);
        return weightedSum(g, g.mul(y, y), 2);
    }

    static Node weightedSum(Scope g, Node y, long seed) {
        return g.sumAll(g.mul(y, g.constant(random(seed, 0.5, 1.5, y.shape().dims()))));
    }

    /** Numbers drawn evenly between two bounds. */
    static HostTensor random(long seed, double low, double high, int... dims) {
        Random random = new Random(seed);
        HostTensor tensor = HostTensor.zeros(DType.F64, Shape.of(dims));
        for (int i = 0; i < tensor.shape().size(); i++) {
            tensor.set(i, low + (high - low) * random.nextDouble());
        }
        return tensor;
    }

    /** Numbers of both signs, none near 0. */
    static HostTensor signed(long seed, int... dims) {
        HostTensor tensor = random(seed, -1, 1, dims);
        for (int i = 0; i < tensor.shape().size(); i++) {
            tensor.set(i, tensor.get(i) + Math.copySign(0.3, tensor.get(i)));
        }
        return tensor;
    }

    /** Numbers in no order, no two of them nearer than 0.1; offsets that differ by 0.05 keep two tensors apart. */
    static HostTensor apart(long seed, double offset, int... dims) {
        HostTensor tensor = HostTensor.zeros(DType.F64, Shape.of(dims));
        Random random = new Random(seed);
        int n = tensor.shape().size();
        for (int i = 0; i < n; i++) {
            tensor.set(i, offset + 0.1 * (i - n / 2));
        }
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double kept = tensor.get(i);
            tensor.set(i, tensor.get(j));
            tensor.set(j, kept);
        }
        return tensor;
    }

    static HostTensor ints(int[] dims, int... values) {
        return HostTensor.of(Shape.of(dims), values);
    }

    static int[] dims(int... dims) {
        return dims;
    }

    @Override
    public String toString() {
        return op + " " + name;
    }
}
