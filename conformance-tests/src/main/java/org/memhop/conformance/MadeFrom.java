package org.memhop.conformance;

import static org.memhop.conformance.Explanation.number;
import static org.memhop.conformance.Explanation.numbers;

import java.util.ArrayList;
import java.util.List;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;

/** The part of the operands that one element of a result was made from. */
final class MadeFrom {
    /** Operands that are small are shown whole. */
    private static final int SMALL = 12;

    private MadeFrom() {}

    static String of(Node node, List<HostTensor> operands, int element) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            String part = part(node, operands.get(i), i, element);
            if (!part.isEmpty()) {
                parts.add("x" + i + " = " + part);
            }
        }
        return String.join(", ", parts);
    }

    private static String part(Node node, HostTensor operand, int which, int element) {
        int size = operand.shape().size();
        return switch (node.op()) {
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
                    RESHAPE -> number(operand, element);
            case SOFTMAX, LOG_SOFTMAX -> row(operand, element / node.shape().dim(-1));
            case CROSS_ENTROPY -> which == 0 ? row(operand, element) : number(operand, element);
            case CROSS_ENTROPY_GRAD -> {
                int row = element / node.shape().dim(-1);
                yield which == 0 ? row(operand, row) : number(operand, row);
            }
            case MATMUL -> which == 0 ? left(node, operand, element) : right(node, operand, element);
            default -> size <= SMALL ? numbers(operand, 0, size, 1) : "";
        };
    }

    private static String row(HostTensor operand, int row) {
        int width = operand.shape().dim(-1);
        return numbers(operand, row * width, width, 1);
    }

    private static String left(Node node, HostTensor a, int element) {
        int rows = node.shape().dim(-2);
        int columns = node.shape().dim(-1);
        boolean transposed = ((Attributes.MatMul) node.attributes()).transposeA();
        int inner = a.shape().dim(transposed ? -2 : -1);
        int m = element / columns % rows;
        int batch = element / columns / rows;
        return numbers(a, batch * rows * inner + (transposed ? m : m * inner), inner, transposed ? rows : 1);
    }

    private static String right(Node node, HostTensor b, int element) {
        int rows = node.shape().dim(-2);
        int columns = node.shape().dim(-1);
        boolean transposed = ((Attributes.MatMul) node.attributes()).transposeB();
        int inner = b.shape().dim(transposed ? -1 : -2);
        int n = element % columns;
        int batch = element / columns / rows;
        return numbers(b, batch * columns * inner + (transposed ? n * inner : n), inner, transposed ? 1 : columns);
    }
}
