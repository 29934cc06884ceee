package org.memhop.conformance.cases;

import java.util.ArrayList;
import java.util.List;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;

/**
 * One operation and operands for it, of a middling size.
 *
 * @param others other operands of the same shapes, for which every element of the result differs or may differ
 */
record Example(Op op, Attributes attributes, List<HostTensor> operands, List<HostTensor> others) {
    private static final Attributes NONE = new Attributes.None();
    private static final Shape BOX = Shape.of(3, 4, 5);

    /** The operation in a graph. */
    Node in(Scope g, List<Node> nodes) {
        return g.node(op, nodes, attributes);
    }

    /** The operation with inputs as operands, in a graph of its own. */
    Node alone(Scope g) {
        List<Node> inputs = new ArrayList<>();
        for (HostTensor operand : operands) {
            inputs.add(g.input("x" + inputs.size(), operand.type(), operand.shape()));
        }
        return in(g, inputs);
    }

    /** One for each operation but the leaves, whose floating operands are of this type. */
    static List<Example> list(DType type) {
        List<Example> all = new ArrayList<>();
        for (Op op : Op.values()) {
            of(op, type, all);
        }
        return all;
    }

    private static void of(Op op, DType type, List<Example> all) {
        switch (op) {
            case INPUT, VARIABLE, CONSTANT -> {}
            case NEG, EXP, TANH, SIGMOID, RELU, STOP_GRADIENT -> add(all, op, NONE, type, BOX);
            case LOG, SQRT ->
                all.add(new Example(
                        op, NONE, List.of(Values.positive(type, BOX, "x")), List.of(Values.positive(type, BOX, "z"))));
            case ADD, SUB, MUL, DIV, MAXIMUM, GREATER, EQUAL -> add(all, op, NONE, type, BOX, BOX);
            case WHERE ->
                all.add(new Example(
                        op,
                        NONE,
                        List.of(bits("c"), Values.usual(type, BOX, "a"), Values.usual(type, BOX, "b")),
                        List.of(bits("d"), Values.usual(type, BOX, "e"), Values.usual(type, BOX, "f"))));
            case CAST -> {
                for (DType to : DType.values()) {
                    add(all, op, new Attributes.To(to), type, BOX);
                }
            }
            case SUM -> {
                add(all, op, new Attributes.Axes(List.of(2)), type, BOX);
                add(all, op, new Attributes.Axes(List.of(1)), type, BOX);
                add(all, op, new Attributes.Axes(List.of(0, 1, 2)), type, BOX);
            }
            case MAX -> {
                add(all, op, new Attributes.Axes(List.of(0)), type, BOX);
                add(all, op, new Attributes.Axes(List.of(2)), type, BOX);
            }
            case ARGMAX -> add(all, op, new Attributes.Axes(List.of(1)), type, BOX);
            case MATMUL -> {
                add(all, op, new Attributes.MatMul(false, false), type, BOX, Shape.of(3, 5, 6));
                add(all, op, new Attributes.MatMul(false, true), type, Shape.of(9, 17), Shape.of(8, 17));
                add(all, op, new Attributes.MatMul(true, false), type, Shape.of(17, 9), Shape.of(17, 8));
            }
            case RESHAPE -> add(all, op, new Attributes.ToShape(Shape.of(5, 12)), type, BOX);
            case TRANSPOSE -> add(all, op, new Attributes.Permutation(List.of(2, 0, 1)), type, BOX);
            case BROADCAST_TO -> add(all, op, new Attributes.ToShape(Shape.of(2, 3, 4, 5)), type, Shape.of(3, 1, 5));
            case CONCAT -> add(all, op, new Attributes.Axes(List.of(1)), type, BOX, Shape.of(3, 2, 5));
            case SLICE -> add(all, op, new Attributes.Window(List.of(1, 0, 2), List.of(2, 3, 3)), type, BOX);
            case PAD -> add(all, op, new Attributes.Padding(List.of(1, 0, 2), List.of(0, 3, 1)), type, BOX);
            case GATHER_ROWS ->
                all.add(new Example(
                        op,
                        NONE,
                        List.of(Values.usual(type, Shape.of(7, 9), "t"), indices("i", 7)),
                        List.of(Values.usual(type, Shape.of(7, 9), "u"), indices("j", 7))));
            case SCATTER_ADD_ROWS ->
                all.add(new Example(
                        op,
                        new Attributes.Rows(9),
                        List.of(Values.usual(type, Shape.of(3, 4, 9), "t"), indices("i", 4)),
                        List.of(Values.usual(type, Shape.of(3, 4, 9), "u"), indices("j", 9))));
            case SOFTMAX, LOG_SOFTMAX -> add(all, op, NONE, type, BOX);
            case CROSS_ENTROPY ->
                all.add(new Example(
                        op,
                        NONE,
                        List.of(Values.usual(type, Shape.of(12, 9), "t"), labels("i")),
                        List.of(Values.usual(type, Shape.of(12, 9), "u"), labels("j"))));
            case CROSS_ENTROPY_GRAD ->
                all.add(new Example(
                        op,
                        NONE,
                        List.of(Values.usual(type, Shape.of(12, 9), "t"), labels("i"), numbers(type, "g")),
                        List.of(Values.usual(type, Shape.of(12, 9), "u"), labels("j"), numbers(type, "h"))));
        }
    }

    private static void add(List<Example> all, Op op, Attributes attributes, DType type, Shape... shapes) {
        List<HostTensor> operands = new ArrayList<>();
        List<HostTensor> others = new ArrayList<>();
        for (int i = 0; i < shapes.length; i++) {
            operands.add(Values.usual(type, shapes[i], op.name() + i));
            others.add(Values.usual(type, shapes[i], op.name() + " other " + i));
        }
        if (op == Op.EQUAL) {
            for (int i = 0; i < shapes[0].size(); i += 2) {
                operands.get(1).set(i, operands.get(0).get(i));
                others.get(1).set(i + 1, others.get(0).get(i + 1));
            }
        }
        all.add(new Example(op, attributes, operands, others));
    }

    private static HostTensor bits(String seed) {
        return Values.indices(BOX, 2, seed);
    }

    private static HostTensor indices(String seed, int rows) {
        return Values.indices(Shape.of(3, 4), rows, seed);
    }

    private static HostTensor labels(String seed) {
        return Values.indices(Shape.of(12), 9, seed);
    }

    private static HostTensor numbers(DType type, String seed) {
        return Values.usual(type, Shape.of(12), seed);
    }
}
