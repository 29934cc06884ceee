package org.memhop.core.autodiff;

import static org.memhop.api.graph.Op.*;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.memhop.api.GraphException;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;

/**
 * Reverse-mode differentiation: adds to a graph the gradient of a scalar, by one table with a rule for each operation. In a
 * rule {@code y} is a node, {@code dy} the gradient of the scalar with respect to it, and {@code contribute} adds to the
 * gradient of one of its inputs. {@link Op#MAX}: equal shares to ties; {@link Op#MAXIMUM}: to the first input; {@link
 * Op#RELU} at 0: zero.
 */
public final class Gradients {
    @FunctionalInterface
    private interface Rule {
        void apply(Node y, Node dy);
    }

    private final Map<Op, Rule> rules = new EnumMap<>(Op.class);
    private final Map<Node, Node> gradients = new HashMap<>();
    private final Map<Node, Windows> windows = new HashMap<>(); // of nodes, the gradients of their slices
    private final Set<Node> relevant = new HashSet<>();
    private final Scope root;
    private Scope g;

    private Gradients(Scope root) {
        this.root = root;
        this.g = root;
        leaves();
        elementwise();
        reductions();
        movement();
        normalisations();
    }

    /**
     * The gradients of a scalar.
     *
     * @param scope of the graph that {@code loss} belongs to; the new nodes are added there
     * @param loss a floating scalar
     * @param parameters nodes to differentiate with respect to
     * @return one node for each parameter, of its type and shape; zeros where the loss does not depend on it
     */
    public static List<Node> of(Scope scope, Node loss, List<Node> parameters) {
        if (loss.shape().rank() != 0 || !loss.type().isFloating()) {
            throw new GraphException("gradient of " + loss + ": only a floating scalar has one; sum it first");
        }
        Gradients pass = new Gradients(scope.scope("gradient"));
        List<Node> order = pass.pathsTo(loss, parameters);
        pass.gradients.put(loss, pass.root.filled(loss, 1));
        for (int i = order.size() - 1; i >= 0; i--) {
            pass.visit(order.get(i));
        }
        return parameters.stream()
                .map(p -> pass.gradients.containsKey(p) ? pass.gradients.get(p) : pass.root.filled(p, 0))
                .toList();
    }

    private void leaves() {
        for (Op leaf : List.of(INPUT, VARIABLE, CONSTANT)) {
            rules.put(leaf, (y, dy) -> {});
        }
    }

    private void elementwise() {
        rules.put(NEG, (y, dy) -> contribute(y.input(0), g.neg(dy)));
        rules.put(EXP, (y, dy) -> contribute(y.input(0), g.mul(dy, y)));
        rules.put(LOG, (y, dy) -> contribute(y.input(0), g.div(dy, y.input(0))));
        rules.put(SQRT, (y, dy) -> contribute(y.input(0), g.div(dy, g.add(y, y))));
        rules.put(TANH, (y, dy) -> contribute(y.input(0), g.mul(dy, g.sub(g.filled(y, 1), g.mul(y, y)))));
        rules.put(SIGMOID, (y, dy) -> contribute(y.input(0), g.mul(dy, g.mul(y, g.sub(g.filled(y, 1), y)))));
        rules.put(RELU, (y, dy) -> contribute(y.input(0), g.where(positive(y), dy, g.filled(dy, 0))));
        rules.put(ADD, (y, dy) -> {
            contribute(y.input(0), dy);
            contribute(y.input(1), dy);
        });
        rules.put(SUB, (y, dy) -> {
            contribute(y.input(0), dy);
            contribute(y.input(1), g.neg(dy));
        });
        rules.put(MUL, (y, dy) -> {
            contribute(y.input(0), g.mul(dy, y.input(1)));
            contribute(y.input(1), g.mul(dy, y.input(0)));
        });
        rules.put(DIV, (y, dy) -> {
            contribute(y.input(0), g.div(dy, y.input(1)));
            contribute(y.input(1), g.neg(g.div(g.mul(dy, y), y.input(1))));
        });
        rules.put(MAXIMUM, (y, dy) -> {
            Node second = g.greater(y.input(1), y.input(0));
            contribute(y.input(0), g.where(second, g.filled(dy, 0), dy));
            contribute(y.input(1), g.where(second, dy, g.filled(dy, 0)));
        });
        rules.put(GREATER, (y, dy) -> {});
        rules.put(EQUAL, (y, dy) -> {});
        rules.put(WHERE, (y, dy) -> {
            contribute(y.input(1), g.where(y.input(0), dy, g.filled(dy, 0)));
            contribute(y.input(2), g.where(y.input(0), g.filled(dy, 0), dy));
        });
        rules.put(CAST, (y, dy) -> contribute(y.input(0), g.cast(dy, y.input(0).type())));
        rules.put(STOP_GRADIENT, (y, dy) -> {});
    }

    private void reductions() {
        rules.put(SUM, (y, dy) -> contribute(y.input(0), unreduce(y, dy)));
        rules.put(MAX, (y, dy) -> {
            Node winner = g.equal(y.input(0), unreduce(y, y));
            Node ties = g.sum(g.cast(winner, dy.type()), axes(y));
            contribute(y.input(0), g.where(winner, unreduce(y, g.div(dy, ties)), g.filled(y.input(0), 0)));
        });
        rules.put(ARGMAX, (y, dy) -> {});
        rules.put(MATMUL, (y, dy) -> {
            boolean ta = ((Attributes.MatMul) y.attributes()).transposeA();
            boolean tb = ((Attributes.MatMul) y.attributes()).transposeB();
            Node a = y.input(0);
            Node b = y.input(1);
            contribute(a, ta ? g.matmul(b, dy, tb, true) : g.matmul(dy, b, false, !tb));
            contribute(b, tb ? g.matmul(dy, a, true, ta) : g.matmul(a, dy, !ta, false));
        });
    }

    private void movement() {
        rules.put(
                RESHAPE,
                (y, dy) -> contribute(y.input(0), g.reshape(dy, y.input(0).shape())));
        rules.put(TRANSPOSE, (y, dy) -> {
            List<Integer> order = ((Attributes.Permutation) y.attributes()).permutation();
            Integer[] inverse = new Integer[order.size()];
            IntStream.range(0, inverse.length).forEach(i -> inverse[order.get(i)] = i);
            contribute(y.input(0), g.transpose(dy, inverse));
        });
        rules.put(BROADCAST_TO, (y, dy) -> {
            Shape from = y.input(0).shape();
            int added = dy.shape().rank() - from.rank();
            int[] stretched = IntStream.range(0, dy.shape().rank())
                    .filter(i -> i < added || from.dim(i - added) != dy.shape().dim(i))
                    .toArray();
            contribute(y.input(0), g.reshape(g.sum(dy, stretched), from));
        });
        rules.put(CONCAT, (y, dy) -> {
            int axis = axes(y)[0];
            int start = 0;
            for (Node part : y.inputs()) {
                contribute(part, window(dy, axis, start, part.shape()));
                start += part.shape().dim(axis);
            }
        });
        rules.put(SLICE, (y, dy) -> {
            List<Integer> starts = ((Attributes.Window) y.attributes()).starts();
            windows.computeIfAbsent(y.input(0), none -> new Windows()).add(starts, dy);
        });
        rules.put(PAD, (y, dy) -> {
            List<Integer> starts = ((Attributes.Padding) y.attributes()).before();
            contribute(y.input(0), g.slice(dy, starts, extents(y.input(0).shape())));
        });
        rules.put(GATHER_ROWS, (y, dy) -> {
            Node table = y.input(0);
            contribute(table, g.scatterAddRows(dy, y.input(1), table.shape().dim(0)));
        });
        rules.put(SCATTER_ADD_ROWS, (y, dy) -> contribute(y.input(0), g.gatherRows(dy, y.input(1))));
    }

    private void normalisations() {
        rules.put(SOFTMAX, (y, dy) -> contribute(y.input(0), g.mul(y, g.sub(dy, lastSum(g.mul(dy, y))))));
        rules.put(LOG_SOFTMAX, (y, dy) -> contribute(y.input(0), g.sub(dy, g.mul(g.softmax(y.input(0)), lastSum(dy)))));
        rules.put(CROSS_ENTROPY, (y, dy) -> contribute(y.input(0), g.crossEntropyGrad(y.input(0), y.input(1), dy)));
        rules.put(CROSS_ENTROPY_GRAD, (y, dy) -> {
            Node x = y.input(0);
            Node p = g.softmax(x);
            Node rate = g.mul(dy, column(y.input(2)));
            contribute(x, g.mul(p, g.sub(rate, lastSum(g.mul(rate, p)))));
            Node difference = g.crossEntropyGrad(x, y.input(1), g.filled(y.input(2), 1));
            contribute(y.input(2), g.sum(g.mul(dy, difference), -1));
        });
    }

    private void visit(Node y) {
        g = y.scope().isEmpty() ? root : root.scope(y.scope());
        Windows sliced = windows.remove(y);
        if (sliced != null) {
            contribute(y, sliced.joined(g, y.shape()));
        }
        Node dy = gradients.get(y);
        if (dy == null) {
            return;
        }
        Rule rule = rules.get(y.op());
        if (rule == null) {
            throw new GraphException("gradient of " + y + ": operation " + y.op() + " has no rule");
        }
        rule.apply(y, dy);
    }

    private void contribute(Node input, Node gradient) {
        if (relevant.contains(input)) {
            gradients.merge(input, gradient, (sum, more) -> g.add(sum, more));
        }
    }

    /** The nodes between the parameters and the loss, each after its inputs; no gradient is built for others. */
    private List<Node> pathsTo(Node loss, List<Node> parameters) {
        List<Node> order = new ArrayList<>();
        collect(loss, new HashSet<>(), order);
        for (Node node : order) {
            boolean leads = node.inputs().stream().anyMatch(relevant::contains);
            if (node.type().isFloating() && (leads || parameters.contains(node))) {
                relevant.add(node);
            }
        }
        return order;
    }

    private static void collect(Node last, Set<Node> seen, List<Node> order) {
        // Not recursive: a long graph would overflow the stack. Ids ascend from inputs to results.
        List<Node> open = new ArrayList<>(List.of(last));
        seen.add(last);
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            order.add(node);
            for (Node input : node.inputs()) {
                if (seen.add(input)) {
                    open.add(input);
                }
            }
        }
        order.sort((a, b) -> Integer.compare(a.id(), b.id()));
    }

    private Node positive(Node x) {
        return g.greater(x, g.filled(x, 0));
    }

    /** Puts the axes back that a reduction took away, and repeats along them. */
    private Node unreduce(Node reduced, Node value) {
        Shape full = reduced.input(0).shape();
        int[] kept = full.dims();
        for (int axis : axes(reduced)) {
            kept[axis] = 1;
        }
        return g.broadcastTo(g.reshape(value, Shape.of(kept)), full);
    }

    private Node lastSum(Node x) {
        Node sum = g.sum(x, -1);
        return g.broadcastTo(column(sum), x.shape());
    }

    private Node column(Node x) {
        return g.reshape(x, x.shape().insert(x.shape().rank(), 1));
    }

    private Node window(Node x, int axis, int start, Shape size) {
        List<Integer> starts = IntStream.range(0, size.rank())
                .mapToObj(i -> i == axis ? start : 0)
                .toList();
        return g.slice(x, starts, extents(size));
    }

    private static List<Integer> extents(Shape shape) {
        return IntStream.of(shape.dims()).boxed().toList();
    }

    private static int[] axes(Node node) {
        return ((Attributes.Axes) node.attributes())
                .axes().stream().mapToInt(Integer::intValue).toArray();
    }
}
