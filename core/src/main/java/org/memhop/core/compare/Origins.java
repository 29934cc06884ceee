package org.memhop.core.compare;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Shape;

/** Which elements of its operands an element of a result is made of. */
public final class Origins {
    private Origins() {}

    /**
     * The positions in one operand, in C order and ascending.
     *
     * @param element a position in the result
     * @param operands the values of all operands; indices decide what is read
     * @param i which operand
     */
    public static int[] of(Node node, int element, List<HostTensor> operands, int i) {
        Shape shape = node.input(i).shape();
        int[] at = node.shape().coordinates(element);
        return switch (node.op()) {
            case INPUT, VARIABLE, CONSTANT -> none();
            case NEG,
                    EXP,
                    LOG,
                    SQRT,
                    TANH,
                    SIGMOID,
                    RELU,
                    ADD,
                    SUB,
                    MUL,
                    DIV,
                    MAXIMUM,
                    GREATER,
                    EQUAL,
                    WHERE,
                    CAST,
                    STOP_GRADIENT,
                    RESHAPE -> new int[] {element};
            case SUM, MAX, ARGMAX -> reduced(node, at, shape);
            case MATMUL -> product(node, at, shape, i);
            case TRANSPOSE -> transposed(node, at, shape);
            case BROADCAST_TO -> broadcast(at, shape);
            case CONCAT -> concatenated(node, at, shape, i);
            case SLICE -> moved(at, ((Attributes.Window) node.attributes()).starts(), 1, shape);
            case PAD -> moved(at, ((Attributes.Padding) node.attributes()).before(), -1, shape);
            case GATHER_ROWS -> gathered(node, element, operands, i);
            case SCATTER_ADD_ROWS -> scattered(node, at, operands.get(1), i);
            case SOFTMAX, LOG_SOFTMAX -> row(element / shape.dim(-1), shape);
            case CROSS_ENTROPY -> i == 0 ? row(element, shape) : new int[] {element};
            case CROSS_ENTROPY_GRAD -> i == 0 ? row(at[0], shape) : new int[] {at[0]};
        };
    }

    private static int position(int[] at, Shape shape) {
        int[] strides = shape.strides();
        return IntStream.range(0, at.length)
                .map(axis -> at[axis] * strides[axis])
                .sum();
    }

    private static int[] none() {
        return new int[0];
    }

    private static int[] matching(Shape shape, IntPredicate belongs) {
        return IntStream.range(0, shape.size()).filter(belongs).toArray();
    }

    private static int[] reduced(Node node, int[] at, Shape shape) {
        List<Integer> axes = ((Attributes.Axes) node.attributes()).axes();
        return matching(shape, position -> {
            int[] from = shape.coordinates(position);
            int kept = 0;
            for (int axis = 0; axis < from.length; axis++) {
                if (!axes.contains(axis) && from[axis] != at[kept++]) {
                    return false;
                }
            }
            return true;
        });
    }

    private static int[] product(Node node, int[] at, Shape shape, int i) {
        Attributes.MatMul flags = (Attributes.MatMul) node.attributes();
        int rank = at.length;
        // Of the left operand the row, of the right one the column; a transposed operand has it in the other axis.
        int fixed = i == 0 ? (flags.transposeA() ? rank - 1 : rank - 2) : flags.transposeB() ? rank - 2 : rank - 1;
        int wanted = at[i == 0 ? rank - 2 : rank - 1];
        int[] from = at.clone();
        from[fixed] = wanted;
        int along = fixed == rank - 1 ? rank - 2 : rank - 1;
        return IntStream.range(0, shape.dim(along))
                .map(k -> {
                    int[] place = from.clone();
                    place[along] = k;
                    return position(place, shape);
                })
                .toArray();
    }

    private static int[] transposed(Node node, int[] at, Shape shape) {
        List<Integer> permutation = ((Attributes.Permutation) node.attributes()).permutation();
        int[] from = new int[at.length];
        for (int axis = 0; axis < at.length; axis++) {
            from[permutation.get(axis)] = at[axis];
        }
        return new int[] {position(from, shape)};
    }

    private static int[] broadcast(int[] at, Shape shape) {
        int[] from = new int[shape.rank()];
        for (int axis = 0; axis < from.length; axis++) {
            from[axis] = shape.dim(axis) == 1 ? 0 : at[at.length - from.length + axis];
        }
        return new int[] {position(from, shape)};
    }

    private static int[] concatenated(Node node, int[] at, Shape shape, int i) {
        int axis = ((Attributes.Axes) node.attributes()).axes().get(0);
        int before = node.inputs().subList(0, i).stream()
                .mapToInt(part -> part.shape().dim(axis))
                .sum();
        int[] from = at.clone();
        from[axis] -= before;
        return from[axis] >= 0 && from[axis] < shape.dim(axis) ? new int[] {position(from, shape)} : none();
    }

    private static int[] moved(int[] at, List<Integer> by, int sign, Shape shape) {
        int[] from = new int[at.length];
        for (int axis = 0; axis < from.length; axis++) {
            from[axis] = at[axis] + sign * by.get(axis);
            if (from[axis] < 0 || from[axis] >= shape.dim(axis)) {
                return none();
            }
        }
        return new int[] {position(from, shape)};
    }

    private static int[] gathered(Node node, int element, List<HostTensor> operands, int i) {
        int width = node.input(0).shape().dim(1);
        int index = element / width;
        return i == 1 ? new int[] {index} : new int[] {operands.get(1).ints()[index] * width + element % width};
    }

    private static int[] scattered(Node node, int[] at, HostTensor indices, int i) {
        int width = node.shape().dim(1);
        int[] rows = matching(indices.shape(), position -> indices.ints()[position] == at[0]);
        return i == 1
                ? rows
                : Arrays.stream(rows).map(row -> row * width + at[1]).toArray();
    }

    private static int[] row(int row, Shape shape) {
        int width = shape.dim(-1);
        return IntStream.range(row * width, (row + 1) * width).toArray();
    }
}
