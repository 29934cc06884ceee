package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.Node;

/** The recipe of every op by itself. */
final class PlainRecipes {
    private PlainRecipes() {}

    static Recipe of(Node node) {
        return switch (node.op()) {
            case INPUT, VARIABLE, CONSTANT, RESHAPE, STOP_GRADIENT ->
                throw new IllegalArgumentException(node + " is not computed");
            case NEG, EXP, LOG, SQRT, TANH, SIGMOID, RELU ->
                views(
                        node,
                        (values, y) ->
                                values.add(ElementwiseStep.unary(node, values.view(node.input(0)), y, values.kernels)));
            case ADD, SUB, MUL, DIV, MAXIMUM ->
                views(
                        node,
                        (values, y) -> values.add(ElementwiseStep.binary(
                                node, values.view(node.input(0)), values.view(node.input(1)), y, values.kernels)));
            case GREATER, EQUAL ->
                views(
                        node,
                        (values, y) -> values.add(
                                new CompareStep(node, values.view(node.input(0)), values.view(node.input(1)), y)));
            case WHERE ->
                views(
                        node,
                        (values, y) -> values.add(new WhereStep(
                                node,
                                values.view(node.input(0)),
                                values.view(node.input(1)),
                                values.view(node.input(2)),
                                y,
                                values.kernels)));
            case CAST -> dense(node, (values, y) -> values.add(new CastStep(node, values.dense(node.input(0)), y)));
            case SUM -> dense(node, (values, y) -> reduce(node, values, y));
            case MAX -> dense(node, (values, y) -> reduce(node, values, y));
            case ARGMAX -> dense(node, (values, y) -> reduce(node, values, y));
            case MATMUL -> dense(node, (values, y) -> MatMulStep.plan(node, values, y));
            case TRANSPOSE, BROADCAST_TO, SLICE ->
                views(node, (values, y) -> values.add(CopyStep.of(node.toString(), source(node, values), y)));
            case CONCAT -> views(node, (values, y) -> values.add(concat(node, values, y)));
            case PAD -> views(node, (values, y) -> values.add(pad(node, values, y)));
            case GATHER_ROWS ->
                dense(
                        node,
                        (values, y) -> values.add(new GatherStep(
                                node,
                                values.dense(node.input(0)),
                                values.indices(node, node.input(0).shape().dim(0)),
                                y,
                                values.kernels)));
            case SCATTER_ADD_ROWS ->
                dense(
                        node,
                        (values, y) -> values.add(new ScatterStep(
                                node,
                                values.dense(node.input(0)),
                                values.indices(node, node.shape().dim(0)),
                                y,
                                values.kernels)));
            case SOFTMAX, LOG_SOFTMAX ->
                dense(
                        node,
                        (values, y) ->
                                values.add(new SoftmaxStep(node, values.dense(node.input(0)), y, values.kernels)));
            case CROSS_ENTROPY ->
                dense(
                        node,
                        (values, y) -> values.add(new CrossEntropyStep(
                                node,
                                values.dense(node.input(0)),
                                values.indices(node, node.input(0).shape().dim(1)),
                                values.scratch(
                                        node.type(), node.input(0).shape().size()),
                                y,
                                values.kernels)));
            case CROSS_ENTROPY_GRAD ->
                new Recipe(
                        node.inputs().subList(0, 2),
                        node.inputs().subList(2, 3),
                        (values, y) -> values.add(new CrossEntropyGradStep(
                                node,
                                values.dense(node.input(0)),
                                values.indices(node, node.shape().dim(1)),
                                values.view(node.input(2)),
                                y,
                                values.kernels)));
        };
    }

    private static Recipe dense(Node node, Recipe.Build build) {
        return new Recipe(node.inputs(), List.of(), build);
    }

    private static Recipe views(Node node, Recipe.Build build) {
        return new Recipe(List.of(), node.inputs(), build);
    }

    private static View source(Node node, Values values) {
        View x = values.view(node.input(0));
        if (node.attributes() instanceof Attributes.Permutation order) {
            return x.transpose(order.permutation(), node.shape());
        } else if (node.attributes() instanceof Attributes.Window window) {
            return x.window(window.starts(), node.shape());
        }
        return x.broadcast(node.shape());
    }

    /** Reduces neighbouring axes together, the last group first; what is between is a buffer of its own. */
    private static void reduce(Node node, Values values, Buffer y) {
        List<Integer> axes = ((Attributes.Axes) node.attributes()).axes();
        int[] dims = node.input(0).shape().dims();
        Buffer x = values.dense(node.input(0));
        if (axes.isEmpty()) {
            values.add(CopyStep.of(node.toString(), View.dense(x, node.shape()), y));
            return;
        }
        int last = axes.size() - 1;
        int inner = 1;
        int axis = dims.length - 1;
        while (last >= 0) {
            for (; axis > axes.get(last); axis--) {
                inner *= dims[axis];
            }
            int count = 1;
            for (; last >= 0 && axes.get(last) == axis; axis--, last--) {
                count *= dims[axis];
            }
            int outer = 1;
            for (int i = 0; i <= axis; i++) {
                outer *= dims[i];
            }
            Buffer to = last < 0 ? y : values.scratch(node.type(), outer * inner);
            values.add(
                    switch (node.op()) {
                        case SUM -> new SumStep(node.toString(), x, to, outer, count, inner, values.kernels);
                        case MAX -> new MaxStep(node.toString(), false, x, to, outer, count, inner);
                        default -> new MaxStep(node.toString(), true, x, to, outer, count, inner);
                    });
            x = to;
        }
    }

    private static Step concat(Node node, Values values, Buffer y) {
        int axis = ((Attributes.Axes) node.attributes()).axes().get(0);
        View whole = View.dense(y, node.shape());
        List<Integer> starts = new ArrayList<>(Collections.nCopies(node.shape().rank(), 0));
        List<CopyStep.Piece> pieces = new ArrayList<>();
        for (Node part : node.inputs()) {
            pieces.add(new CopyStep.Piece(values.view(part), whole.window(starts, part.shape())));
            starts.set(axis, starts.get(axis) + part.shape().dim(axis));
        }
        return CopyStep.of(node.toString(), pieces, false, y);
    }

    private static Step pad(Node node, Values values, Buffer y) {
        View x = values.view(node.input(0));
        View window = View.dense(y, node.shape()).window(((Attributes.Padding) node.attributes()).before(), x.shape());
        return CopyStep.of(node.toString(), List.of(new CopyStep.Piece(x, window)), true, y);
    }
}
