package org.memhop.api.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.memhop.api.GraphException;

/** The rule of types and shapes of every {@link Op}, in the order of the enum. */
final class ShapeRules {
    private ShapeRules() {}

    static TensorType leaf(Op op, List<TensorType> in, Attributes a) {
        throw broken(op, in, "has its type given, not inferred");
    }

    static TensorType variable(Op op, List<TensorType> in, Attributes a) {
        Variable variable = attributes(op, in, a, Attributes.Of.class, 0).variable();
        return new TensorType(variable.type(), variable.shape());
    }

    static TensorType constant(Op op, List<TensorType> in, Attributes a) {
        HostTensor tensor = attributes(op, in, a, Attributes.Value.class, 0).tensor();
        return new TensorType(tensor.type(), tensor.shape());
    }

    static TensorType unary(Op op, List<TensorType> in, Attributes a) {
        attributes(op, in, a, Attributes.None.class, 1);
        return in.get(0);
    }

    static TensorType unaryFloating(Op op, List<TensorType> in, Attributes a) {
        return floating(op, in, unary(op, in, a));
    }

    static TensorType binary(Op op, List<TensorType> in, Attributes a) {
        attributes(op, in, a, Attributes.None.class, 2);
        require(in.get(0).equals(in.get(1)), op, in, "inputs must have one type and shape");
        return in.get(0);
    }

    static TensorType binaryFloating(Op op, List<TensorType> in, Attributes a) {
        return floating(op, in, binary(op, in, a));
    }

    static TensorType comparison(Op op, List<TensorType> in, Attributes a) {
        return new TensorType(DType.I32, binary(op, in, a).shape());
    }

    static TensorType where(Op op, List<TensorType> in, Attributes a) {
        attributes(op, in, a, Attributes.None.class, 3);
        require(in.get(0).type() == DType.I32, op, in, "the condition must be I32");
        require(in.get(1).equals(in.get(2)), op, in, "both branches must have one type and shape");
        require(in.get(0).shape().equals(in.get(1).shape()), op, in, "condition and branches must have one shape");
        return in.get(1);
    }

    static TensorType cast(Op op, List<TensorType> in, Attributes a) {
        DType to = attributes(op, in, a, Attributes.To.class, 1).type();
        return new TensorType(to, in.get(0).shape());
    }

    static TensorType reduce(Op op, List<TensorType> in, Attributes a) {
        List<Integer> axes = attributes(op, in, a, Attributes.Axes.class, 1).axes();
        Shape shape = in.get(0).shape();
        int previous = -1;
        for (int axis : axes) {
            require(axis > previous && axis < shape.rank(), op, in, "axes " + axes + " must ascend and exist");
            previous = axis;
        }
        for (int i = axes.size() - 1; i >= 0; i--) {
            shape = shape.remove(axes.get(i));
        }
        return new TensorType(in.get(0).type(), shape);
    }

    static TensorType reduceNonEmpty(Op op, List<TensorType> in, Attributes a) {
        TensorType result = reduce(op, in, a);
        for (int axis : ((Attributes.Axes) a).axes()) {
            require(in.get(0).shape().dim(axis) > 0, op, in, "axis " + axis + " is empty, and nothing has no maximum");
        }
        return result;
    }

    static TensorType argmax(Op op, List<TensorType> in, Attributes a) {
        Shape shape = reduceNonEmpty(op, in, a).shape();
        require(((Attributes.Axes) a).axes().size() == 1, op, in, "takes exactly one axis");
        return new TensorType(DType.I32, shape);
    }

    static TensorType matmul(Op op, List<TensorType> in, Attributes a) {
        Attributes.MatMul flags = attributes(op, in, a, Attributes.MatMul.class, 2);
        Shape left = in.get(0).shape();
        Shape right = in.get(1).shape();
        int rank = left.rank();
        require(in.get(0).type() == in.get(1).type(), op, in, "operands must have one type");
        require(rank >= 2 && right.rank() == rank, op, in, "operands must have one rank, 2 or more");
        int m = left.dim(flags.transposeA() ? -1 : -2);
        int k = left.dim(flags.transposeA() ? -2 : -1);
        int n = right.dim(flags.transposeB() ? -2 : -1);
        require(
                k == right.dim(flags.transposeB() ? -1 : -2),
                op,
                in,
                "the inner extents must agree (transposeA=" + flags.transposeA() + ", transposeB=" + flags.transposeB()
                        + ")");
        int[] dims = left.dims();
        for (int i = 0; i < rank - 2; i++) {
            require(dims[i] == right.dim(i), op, in, "leading axes must be equal");
        }
        dims[rank - 2] = m;
        dims[rank - 1] = n;
        return floating(op, in, new TensorType(in.get(0).type(), Shape.of(dims)));
    }

    static TensorType reshape(Op op, List<TensorType> in, Attributes a) {
        Shape to = attributes(op, in, a, Attributes.ToShape.class, 1).shape();
        require(to.size() == in.get(0).shape().size(), op, in, to + " has another number of elements");
        return new TensorType(in.get(0).type(), to);
    }

    static TensorType transpose(Op op, List<TensorType> in, Attributes a) {
        List<Integer> permutation =
                attributes(op, in, a, Attributes.Permutation.class, 1).permutation();
        Shape shape = in.get(0).shape();
        boolean valid = permutation.size() == shape.rank() && new HashSet<>(permutation).size() == shape.rank();
        int[] dims = new int[permutation.size()];
        for (int i = 0; i < dims.length; i++) {
            int from = permutation.get(i);
            valid &= from >= 0 && from < shape.rank();
            require(valid, op, in, permutation + " must name every axis once");
            dims[i] = shape.dim(from);
        }
        require(valid, op, in, permutation + " must name every axis once");
        return new TensorType(in.get(0).type(), Shape.of(dims));
    }

    static TensorType broadcastTo(Op op, List<TensorType> in, Attributes a) {
        Shape to = attributes(op, in, a, Attributes.ToShape.class, 1).shape();
        Shape from = in.get(0).shape();
        boolean fits = from.rank() <= to.rank();
        for (int i = 1; fits && i <= from.rank(); i++) {
            fits = from.dim(-i) == 1 || from.dim(-i) == to.dim(-i);
        }
        require(fits, op, in, "does not stretch to " + to + "; extents must be equal or 1, aligned at the last axis");
        return new TensorType(in.get(0).type(), to);
    }

    static TensorType concat(Op op, List<TensorType> in, Attributes a) {
        List<Integer> axes =
                attributes(op, in, a, Attributes.Axes.class, in.size()).axes();
        require(!in.isEmpty(), op, in, "takes at least one input");
        TensorType first = in.get(0);
        require(axes.size() == 1, op, in, "takes exactly one axis");
        int axis = axes.get(0);
        require(axis >= 0 && axis < first.shape().rank(), op, in, "there is no axis " + axis);
        int extent = 0;
        for (TensorType part : in) {
            boolean alike = part.type() == first.type()
                    && part.shape().rank() == first.shape().rank()
                    && part.shape().remove(axis).equals(first.shape().remove(axis));
            require(alike, op, in, "inputs must agree in type and in every axis but " + axis);
            extent += part.shape().dim(axis);
        }
        return new TensorType(first.type(), first.shape().remove(axis).insert(axis, extent));
    }

    static TensorType slice(Op op, List<TensorType> in, Attributes a) {
        Attributes.Window window = attributes(op, in, a, Attributes.Window.class, 1);
        Shape shape = in.get(0).shape();
        boolean fits = window.starts().size() == shape.rank() && window.sizes().size() == shape.rank();
        int[] dims = new int[shape.rank()];
        for (int i = 0; fits && i < dims.length; i++) {
            int start = window.starts().get(i);
            dims[i] = window.sizes().get(i);
            fits = start >= 0 && dims[i] >= 0 && (long) start + dims[i] <= shape.dim(i);
        }
        require(fits, op, in, "starts " + window.starts() + " and sizes " + window.sizes() + " leave the tensor");
        return new TensorType(in.get(0).type(), Shape.of(dims));
    }

    static TensorType pad(Op op, List<TensorType> in, Attributes a) {
        Attributes.Padding padding = attributes(op, in, a, Attributes.Padding.class, 1);
        Shape shape = in.get(0).shape();
        List<Integer> all = new ArrayList<>(padding.before());
        all.addAll(padding.after());
        boolean valid =
                padding.before().size() == shape.rank() && padding.after().size() == shape.rank();
        require(valid && all.stream().allMatch(n -> n >= 0), op, in, "takes two counts, 0 or more, for each axis");
        int[] dims = shape.dims();
        for (int i = 0; i < dims.length; i++) {
            long extent =
                    (long) dims[i] + padding.before().get(i) + padding.after().get(i);
            require(extent <= Integer.MAX_VALUE, op, in, "axis " + i + " would have " + extent + " elements");
            dims[i] = (int) extent;
        }
        return new TensorType(in.get(0).type(), Shape.of(dims));
    }

    static TensorType gatherRows(Op op, List<TensorType> in, Attributes a) {
        attributes(op, in, a, Attributes.None.class, 2);
        require(in.get(0).shape().rank() == 2, op, in, "the table must have rank 2");
        require(in.get(1).type() == DType.I32, op, in, "indices must be I32");
        Shape indices = in.get(1).shape();
        return new TensorType(
                in.get(0).type(),
                indices.insert(indices.rank(), in.get(0).shape().dim(1)));
    }

    static TensorType scatterAddRows(Op op, List<TensorType> in, Attributes a) {
        int rows = attributes(op, in, a, Attributes.Rows.class, 2).rows();
        Shape updates = in.get(0).shape();
        require(in.get(1).type() == DType.I32, op, in, "indices must be I32");
        require(
                updates.rank() >= 1
                        && updates.remove(updates.rank() - 1).equals(in.get(1).shape()),
                op,
                in,
                "rows must have the shape of the indices plus one axis");
        require(rows >= 0, op, in, "the number of rows must be 0 or more, not " + rows);
        return new TensorType(in.get(0).type(), Shape.of(rows, updates.dim(-1)));
    }

    static TensorType lastAxis(Op op, List<TensorType> in, Attributes a) {
        TensorType x = unaryFloating(op, in, a);
        require(x.shape().rank() >= 1, op, in, "a scalar has no last axis");
        return x;
    }

    static TensorType crossEntropy(Op op, List<TensorType> in, Attributes a) {
        attributes(op, in, a, Attributes.None.class, 2);
        return new TensorType(floating(op, in, in.get(0)).type(), labels(op, in));
    }

    static TensorType crossEntropyGrad(Op op, List<TensorType> in, Attributes a) {
        attributes(op, in, a, Attributes.None.class, 3);
        boolean alike = in.get(2).shape().equals(labels(op, in))
                && in.get(2).type() == in.get(0).type();
        require(alike, op, in, "the incoming gradient must be one number of the logits' type for each label");
        return floating(op, in, in.get(0));
    }

    private static Shape labels(Op op, List<TensorType> in) {
        Shape logits = in.get(0).shape();
        Shape labels = in.get(1).shape();
        boolean valid = logits.rank() == 2 && labels.rank() == 1 && logits.dim(0) == labels.dim(0);
        require(valid && in.get(1).type() == DType.I32, op, in, "takes logits [B, V] and I32 labels [B]");
        return labels;
    }

    private static TensorType floating(Op op, List<TensorType> in, TensorType result) {
        require(in.get(0).type().isFloating(), op, in, "takes F32 or F64");
        return result;
    }

    private static <A extends Attributes> A attributes(
            Op op, List<TensorType> in, Attributes given, Class<A> wanted, int arity) {
        require(in.size() == arity, op, in, "takes " + arity + " input(s)");
        require(wanted.isInstance(given), op, in, "takes " + wanted.getSimpleName() + " attributes, found " + given);
        return wanted.cast(given);
    }

    private static void require(boolean holds, Op op, List<TensorType> in, String rule) {
        if (!holds) {
            throw broken(op, in, rule);
        }
    }

    private static GraphException broken(Op op, List<TensorType> in, String rule) {
        return new GraphException(op + " of " + in + ": " + rule);
    }
}
