package org.memhop.api.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.memhop.api.GraphException;

/**
 * Where a graph is written: a named place to which operations are added. Scopes of one graph share its nodes, and differ
 * only in the name that new nodes carry. A node that was already made, same operation on the same inputs, is given back
 * instead of being made again. Binary operations stretch their operands as NumPy does. Not thread-safe.
 *
 * <p>Every method that adds a node throws {@link GraphException} if its types or shapes break the operation's rule.
 */
public final class Scope {
    private static final Attributes NONE = new Attributes.None();

    private final Recorder recorder;
    private final String path;

    private Scope(Recorder recorder, String path) {
        this.recorder = recorder;
        this.path = path;
    }

    /** An empty graph whose constants are of this floating type. */
    public static Scope root(DType floating) {
        if (!floating.isFloating()) {
            throw new GraphException("a graph computes in F32 or F64, not " + floating);
        }
        return new Scope(new Recorder(floating), "");
    }

    /** A scope inside this one. */
    public Scope scope(String name) {
        return new Scope(recorder, path.isEmpty() ? name : path + "/" + name);
    }

    /** The path of this scope; empty at the root. */
    public String path() {
        return path;
    }

    /** The type that constants are made in. */
    public DType floating() {
        return recorder.floating;
    }

    /** What has been written so far, without what no output or update needs. */
    public Graph graph() {
        return recorder.graph();
    }

    /** Declares a tensor that the caller gives at every run. */
    public Node input(String name, DType type, Shape shape) {
        return recorder.input(name, new TensorType(type, shape), path);
    }

    /** Names a result. */
    public void output(String name, Node node) {
        recorder.output(name, node);
    }

    /** Says what a variable becomes after a run. */
    public void update(Variable variable, Node value) {
        recorder.update(variable, value);
    }

    public Node variable(Variable variable) {
        return make(Op.VARIABLE, new Attributes.Of(variable));
    }

    /** A tensor fixed in the graph, with the values it has now. */
    public Node constant(HostTensor tensor) {
        return make(Op.CONSTANT, new Attributes.Value(tensor.copy()));
    }

    /** A scalar of the graph's floating type. */
    public Node constant(double value) {
        return constant(HostTensor.ofRounded(recorder.floating, Shape.SCALAR, value));
    }

    /** An I32 scalar. */
    public Node constant(int value) {
        return constant(HostTensor.of(Shape.SCALAR, new int[] {value}));
    }

    /** The given value, in the type and shape of another node. */
    public Node filled(Node like, double value) {
        return broadcastTo(constant(HostTensor.ofRounded(like.type(), Shape.SCALAR, value)), like.shape());
    }

    public Node neg(Node x) {
        return make(Op.NEG, NONE, x);
    }

    public Node exp(Node x) {
        return make(Op.EXP, NONE, x);
    }

    public Node log(Node x) {
        return make(Op.LOG, NONE, x);
    }

    public Node sqrt(Node x) {
        return make(Op.SQRT, NONE, x);
    }

    public Node tanh(Node x) {
        return make(Op.TANH, NONE, x);
    }

    public Node sigmoid(Node x) {
        return make(Op.SIGMOID, NONE, x);
    }

    public Node relu(Node x) {
        return make(Op.RELU, NONE, x);
    }

    public Node add(Node a, Node b) {
        return stretched(Op.ADD, a, b);
    }

    public Node sub(Node a, Node b) {
        return stretched(Op.SUB, a, b);
    }

    public Node mul(Node a, Node b) {
        return stretched(Op.MUL, a, b);
    }

    public Node div(Node a, Node b) {
        return stretched(Op.DIV, a, b);
    }

    public Node maximum(Node a, Node b) {
        return stretched(Op.MAXIMUM, a, b);
    }

    public Node greater(Node a, Node b) {
        return stretched(Op.GREATER, a, b);
    }

    public Node equal(Node a, Node b) {
        return stretched(Op.EQUAL, a, b);
    }

    /** {@code a} where {@code condition} is not 0, else {@code b}; all three are stretched to one shape. */
    public Node where(Node condition, Node a, Node b) {
        Shape shape = common(Op.WHERE, common(Op.WHERE, condition.shape(), a.shape()), b.shape());
        return make(Op.WHERE, NONE, broadcastTo(condition, shape), broadcastTo(a, shape), broadcastTo(b, shape));
    }

    /** {@code x} itself if it has the type already. */
    public Node cast(Node x, DType to) {
        return x.type() == to ? x : make(Op.CAST, new Attributes.To(to), x);
    }

    public Node stopGradient(Node x) {
        return make(Op.STOP_GRADIENT, NONE, x);
    }

    /** The sum over some axes; negative axes count from the last. */
    public Node sum(Node x, int... axes) {
        return make(Op.SUM, axes(x, axes), x);
    }

    /** The sum of all elements, a scalar. */
    public Node sumAll(Node x) {
        return sum(x, IntStream.range(0, x.shape().rank()).toArray());
    }

    public Node max(Node x, int... axes) {
        return make(Op.MAX, axes(x, axes), x);
    }

    public Node argmax(Node x, int axis) {
        return make(Op.ARGMAX, axes(x, axis), x);
    }

    public Node matmul(Node a, Node b) {
        return matmul(a, b, false, false);
    }

    public Node matmul(Node a, Node b, boolean transposeA, boolean transposeB) {
        return make(Op.MATMUL, new Attributes.MatMul(transposeA, transposeB), a, b);
    }

    /** {@code x} itself if it has the shape already. */
    public Node reshape(Node x, Shape to) {
        return x.shape().equals(to) ? x : make(Op.RESHAPE, new Attributes.ToShape(to), x);
    }

    public Node transpose(Node x, Integer... permutation) {
        return make(Op.TRANSPOSE, new Attributes.Permutation(List.of(permutation)), x);
    }

    /** {@code x} itself if it has the shape already. */
    public Node broadcastTo(Node x, Shape to) {
        return x.shape().equals(to) ? x : make(Op.BROADCAST_TO, new Attributes.ToShape(to), x);
    }

    public Node concat(int axis, List<Node> parts) {
        int a = parts.isEmpty() || axis >= 0
                ? axis
                : axis + parts.get(0).shape().rank();
        return recorder.node(Op.CONCAT, List.copyOf(parts), new Attributes.Axes(List.of(a)), path);
    }

    public Node slice(Node x, List<Integer> starts, List<Integer> sizes) {
        return make(Op.SLICE, new Attributes.Window(starts, sizes), x);
    }

    public Node pad(Node x, List<Integer> before, List<Integer> after) {
        return make(Op.PAD, new Attributes.Padding(before, after), x);
    }

    public Node gatherRows(Node table, Node indices) {
        return make(Op.GATHER_ROWS, NONE, table, indices);
    }

    public Node scatterAddRows(Node x, Node indices, int rows) {
        return make(Op.SCATTER_ADD_ROWS, new Attributes.Rows(rows), x, indices);
    }

    public Node softmax(Node x) {
        return make(Op.SOFTMAX, NONE, x);
    }

    public Node logSoftmax(Node x) {
        return make(Op.LOG_SOFTMAX, NONE, x);
    }

    public Node crossEntropy(Node logits, Node labels) {
        return make(Op.CROSS_ENTROPY, NONE, logits, labels);
    }

    public Node crossEntropyGrad(Node logits, Node labels, Node gradient) {
        return make(Op.CROSS_ENTROPY_GRAD, NONE, logits, labels, gradient);
    }

    /**
     * An operation as it is, nothing stretched and nothing left out: for code that copies graphs.
     *
     * @throws GraphException if it is an {@link Op#INPUT}, which {@link #input} declares
     */
    public Node node(Op op, List<Node> inputs, Attributes attributes) {
        if (op == Op.INPUT) {
            throw new GraphException(in(path) + "an INPUT has a name; declare it with input(name, type, shape)");
        }
        return recorder.node(op, List.copyOf(inputs), attributes, path);
    }

    private Node make(Op op, Attributes attributes, Node... inputs) {
        return recorder.node(op, List.of(inputs), attributes, path);
    }

    private Node stretched(Op op, Node a, Node b) {
        Shape shape = common(op, a.shape(), b.shape());
        return make(op, NONE, broadcastTo(a, shape), broadcastTo(b, shape));
    }

    private Shape common(Op op, Shape a, Shape b) {
        int rank = Math.max(a.rank(), b.rank());
        int[] dims = new int[rank];
        for (int i = 1; i <= rank; i++) {
            int left = i <= a.rank() ? a.dim(-i) : 1;
            int right = i <= b.rank() ? b.dim(-i) : 1;
            if (left != right && left != 1 && right != 1) {
                throw new GraphException(in(path) + op + " of shapes " + a + " and " + b
                        + ": extents must be equal or 1, aligned at the last axis");
            }
            dims[rank - i] = left == 1 ? right : left;
        }
        return Shape.of(dims);
    }

    private static Attributes axes(Node x, int... axes) {
        List<Integer> positive = new ArrayList<>();
        for (int axis : axes) {
            positive.add(axis < 0 ? axis + x.shape().rank() : axis);
        }
        positive.sort(null);
        return new Attributes.Axes(positive);
    }

    static String in(String path) {
        return path.isEmpty() ? "" : path + ": ";
    }
}
