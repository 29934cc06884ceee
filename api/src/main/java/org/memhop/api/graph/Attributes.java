package org.memhop.api.graph;

import java.util.List;

/** What an operation needs to know besides its inputs. A closed set, compared by value. */
public sealed interface Attributes {
    /** No attributes. */
    record None() implements Attributes {}

    /** The name of an {@link Op#INPUT}. */
    record Named(String name) implements Attributes {}

    /** The variable an {@link Op#VARIABLE} reads. */
    record Of(Variable variable) implements Attributes {}

    /** The value of an {@link Op#CONSTANT}; nobody may write to it. */
    record Value(HostTensor tensor) implements Attributes {}

    /** Axes to reduce over, or the one axis of a {@link Op#CONCAT} or {@link Op#ARGMAX}; ascending, not negative. */
    record Axes(List<Integer> axes) implements Attributes {
        public Axes {
            axes = List.copyOf(axes);
        }
    }

    /** Which operands of a {@link Op#MATMUL} are transposed in their last two axes. */
    record MatMul(boolean transposeA, boolean transposeB) implements Attributes {}

    /** The type a {@link Op#CAST} converts to. */
    record To(DType type) implements Attributes {}

    /** The shape a {@link Op#RESHAPE} or {@link Op#BROADCAST_TO} gives. */
    record ToShape(Shape shape) implements Attributes {}

    /** A {@link Op#TRANSPOSE}: output axis {@code i} is input axis {@code permutation[i]}. */
    record Permutation(List<Integer> permutation) implements Attributes {
        public Permutation {
            permutation = List.copyOf(permutation);
        }
    }

    /** A {@link Op#SLICE}: the first element and the number of elements along each axis. */
    record Window(List<Integer> starts, List<Integer> sizes) implements Attributes {
        public Window {
            starts = List.copyOf(starts);
            sizes = List.copyOf(sizes);
        }
    }

    /** A {@link Op#PAD}: zeros added before and after, along each axis. */
    record Padding(List<Integer> before, List<Integer> after) implements Attributes {
        public Padding {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /** The number of rows a {@link Op#SCATTER_ADD_ROWS} gives. */
    record Rows(int rows) implements Attributes {}
}
