package org.memhop.backend.tensorflow.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.tensorflow.Output;
import org.tensorflow.proto.DataType;

/**
 * A graph said in TensorFlow's operations, node by node in the order of the graph. Most are one operation; some results are
 * left unmade until they are asked for, because what reads them can often do without: stretched tensors, as TensorFlow
 * stretches operands itself, and the 0 and 1 of comparisons, as it chooses by truth values.
 */
public final class Lowering {
    private final Emitter e;
    private final Map<Node, Output<?>> values = new HashMap<>();
    private final Map<Node, Output<?>> truths = new HashMap<>();
    private final CrossEntropies crossEntropies;

    /**
     * Emits every node of a graph.
     *
     * @param variables what {@code VarHandleOp} holds a variable
     */
    public Lowering(Emitter e, Graph graph, Function<Variable, Output<?>> variables) {
        this.e = e;
        this.crossEntropies = new CrossEntropies(e, this);
        Bags bags = new Bags(e, this, graph);
        for (Node node : graph.nodes()) {
            if (node.attributes() instanceof Attributes.Of of) {
                values.put(node, e.read(variables.apply(of.variable()), node.type()));
            } else if (!isLazy(node) && !bags.absorbs(node)) {
                values.put(node, bags.value(node).orElseGet(() -> emit(node)));
            }
        }
    }

    /** The value of a node. */
    public Output<?> value(Node node) {
        Output<?> made = values.get(node);
        if (made == null) {
            if (node.op() == Op.BROADCAST_TO) {
                Node source = unstretched(node);
                made = Movement.broadcast(e, value(source), source.shape(), node.shape());
            } else {
                made = e.cast(truth(node), DataType.DT_INT32);
            }
            values.put(node, made);
        }
        return made;
    }

    private static boolean isLazy(Node node) {
        return node.op() == Op.BROADCAST_TO || node.op() == Op.GREATER || node.op() == Op.EQUAL;
    }

    /** A switch without a default: a new operation does not compile until it is answered here. */
    private Output<?> emit(Node node) {
        return switch (node.op()) {
            case INPUT -> e.placeholder(node.type(), node.shape());
            case CONSTANT -> e.constant(((Attributes.Value) node.attributes()).tensor());
            case VARIABLE, BROADCAST_TO, GREATER, EQUAL -> throw new IllegalStateException("not emitted: " + node);
            case NEG -> unary("Neg", node);
            case EXP -> Numbers.exp(e, node.type(), value(node.input(0)));
            case LOG -> unary("Log", node);
            case SQRT -> unary("Sqrt", node);
            case TANH -> unary("Tanh", node);
            case SIGMOID -> Numbers.sigmoid(e, node.type(), value(node.input(0)));
            case RELU -> Numbers.relu(e, node.type(), value(node.input(0)));
            case ADD -> binary(node, (a, b) -> e.op("AddV2", a, b));
            case SUB -> binary(node, (a, b) -> e.op("Sub", a, b));
            case MUL -> binary(node, (a, b) -> e.op("Mul", a, b));
            case DIV -> binary(node, (a, b) -> e.op("RealDiv", a, b));
            case MAXIMUM -> maximum(node);
            case WHERE -> where(node);
            case CAST -> cast(node);
            case STOP_GRADIENT -> value(node.input(0));
            case SUM ->
                axes(node).length == 0 ? value(node.input(0)) : e.op("Sum", value(node.input(0)), e.ints(axes(node)));
            case MAX -> Numbers.max(e, node.type(), value(node.input(0)), axes(node));
            case ARGMAX -> argmax(node);
            case MATMUL -> matmul(node);
            case RESHAPE -> e.reshape(value(node.input(0)), node.shape());
            case TRANSPOSE -> e.op("Transpose", value(node.input(0)), e.ints(permutation(node)));
            case CONCAT ->
                Movement.concat(
                        e,
                        new ArrayList<>(node.inputs().stream().map(this::value).toList()),
                        axes(node)[0]);
            case SLICE ->
                Movement.slice(e, value(node.input(0)), node.input(0).shape(), (Attributes.Window) node.attributes());
            case PAD ->
                Movement.pad(e, value(node.input(0)), node.input(0).shape(), (Attributes.Padding) node.attributes());
            case GATHER_ROWS -> e.op("GatherV2", value(node.input(0)), value(node.input(1)), e.number(DType.I32, 0));
            case SCATTER_ADD_ROWS ->
                e.op(
                        "UnsortedSegmentSum",
                        value(node.input(0)),
                        value(node.input(1)),
                        e.number(DType.I32, node.shape().dim(0)));
            case SOFTMAX ->
                Numbers.softmax(
                        e, node.type(), value(node.input(0)), node.shape().rank());
            case LOG_SOFTMAX -> unary("LogSoftmax", node);
            case CROSS_ENTROPY -> crossEntropies.loss(node);
            case CROSS_ENTROPY_GRAD -> crossEntropies.gradient(node);
        };
    }

    private Output<?> unary(String type, Node node) {
        return e.op(type, value(node.input(0)));
    }

    /** An operation of two operands which TensorFlow stretches. */
    @FunctionalInterface
    private interface Binary {
        Output<?> of(Output<?> a, Output<?> b);
    }

    private Output<?> binary(Node node, Binary op) {
        List<Node> operands = stretching(node.inputs(), node.shape());
        return op.of(value(operands.get(0)), value(operands.get(1)));
    }

    private Output<?> maximum(Node node) {
        boolean noZeros = node.type() == DType.I32
                || node.inputs().stream().anyMatch(operand -> Constants.all(operand, value -> value != 0));
        return binary(node, (a, b) -> noZeros ? e.op("Maximum", a, b) : Numbers.maximum(e, node.type(), a, b));
    }

    private Output<?> where(Node node) {
        Optional<List<Integer>> without = Constants.fewRowsWithout(node.input(0));
        if (without.isPresent()
                && Constants.isFilledWith(node.input(2), 0)
                && node.type().isFloating()) {
            return withoutRows(node, without.get());
        }
        List<Node> operands = stretching(node.inputs(), node.shape());
        Node condition = operands.get(0);
        return e.op("SelectV2", chosen(condition), value(operands.get(1)), value(operands.get(2)));
    }

    /** Zero rows are written into the tensor, in place where nothing else reads it, instead of choosing each element. */
    private Output<?> withoutRows(Node node, List<Integer> rows) {
        if (rows.isEmpty()) {
            return value(node.input(1));
        }
        int[] numbers = rows.stream().mapToInt(i -> i).toArray();
        HostTensor zeros = HostTensor.zeros(
                node.type(), Shape.of(numbers.length, node.shape().dim(1)));
        Output<?> places = e.constant(HostTensor.of(Shape.of(numbers.length, 1), numbers));
        return e.op("TensorScatterUpdate", value(node.input(1)), places, e.constant(zeros));
    }

    private Output<?> chosen(Node condition) {
        return condition.op() == Op.GREATER || condition.op() == Op.EQUAL
                ? truth(condition)
                : e.op("NotEqual", value(condition), e.number(DType.I32, 0));
    }

    private Output<?> truth(Node node) {
        Output<?> made = truths.get(node);
        if (made == null) {
            made = binary(node, (a, b) -> e.op(node.op() == Op.GREATER ? "Greater" : "Equal", a, b));
            truths.put(node, made);
        }
        return made;
    }

    private Output<?> cast(Node node) {
        DType from = node.input(0).type();
        Output<?> x = value(node.input(0));
        if (from == node.type()) {
            return x;
        }
        return node.type() == DType.I32 ? Numbers.toInt(e, x) : e.cast(x, Types.of(node.type()));
    }

    private Output<?> argmax(Node node) {
        Shape parts = Movement.around(node.input(0).shape(), axes(node)[0]);
        Output<?> places = Numbers.argmax(e, node.input(0).type(), e.reshape(value(node.input(0)), parts));
        return e.reshape(places, node.shape());
    }

    private Output<?> matmul(Node node) {
        Attributes.MatMul flags = (Attributes.MatMul) node.attributes();
        boolean matrices = node.shape().rank() == 2;
        return e.operation(matrices ? "MatMul" : "BatchMatMulV2")
                .addInput(value(node.input(0)))
                .addInput(value(node.input(1)))
                .setAttr(matrices ? "transpose_a" : "adj_x", flags.transposeA())
                .setAttr(matrices ? "transpose_b" : "adj_y", flags.transposeB())
                .build()
                .output(0);
    }

    /** Operands that TensorFlow stretches to a shape itself: before the graph's own stretching, but for one where need be. */
    private static List<Node> stretching(List<Node> operands, Shape to) {
        if (to.rank() > Movement.MOST_AXES) {
            return operands;
        }
        List<Node> sources = operands.stream().map(Lowering::unstretched).toList();
        if (common(sources).equals(to)) {
            return sources;
        }
        Node full = operands.get(operands.size() - 1);
        return operands.stream().map(o -> o == full ? o : unstretched(o)).toList();
    }

    /** The shape that operands stretch to together; they are known to. */
    private static Shape common(List<Node> operands) {
        int rank = operands.stream().mapToInt(o -> o.shape().rank()).max().orElse(0);
        int[] dims = new int[rank];
        for (int axis = 1; axis <= rank; axis++) {
            int extent = 1;
            for (Node operand : operands) {
                if (operand.shape().rank() >= axis && operand.shape().dim(-axis) != 1) {
                    extent = operand.shape().dim(-axis);
                }
            }
            dims[rank - axis] = extent;
        }
        return Shape.of(dims);
    }

    /** What a node stretches, or the node itself. */
    static Node unstretched(Node node) {
        Node source = node;
        while (source.op() == Op.BROADCAST_TO) {
            source = source.input(0);
        }
        return source;
    }

    private static int[] axes(Node node) {
        return ((Attributes.Axes) node.attributes())
                .axes().stream().mapToInt(i -> i).toArray();
    }

    private static int[] permutation(Node node) {
        return ((Attributes.Permutation) node.attributes())
                .permutation().stream().mapToInt(i -> i).toArray();
    }
}
