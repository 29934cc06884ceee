package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.backend.jvm.kernel.Kernels;

/** Where each node's value is while a plan is made, and the steps made so far. */
final class Values {
    private record Checked(Buffer indices, int rows) {}

    private record ListKey(Buffer words, List<Buffer> picked, int length, boolean weighted, WordList.Skip skip) {}

    final Kernels kernels;
    final List<Step> steps = new ArrayList<>();
    private final Map<Node, Buffer> buffers = new HashMap<>();
    private final Set<Checked> checked = new HashSet<>();
    private final PendingGradients pending = new PendingGradients();
    private final Set<Object> seen = new HashSet<>();
    private final Map<ListKey, WordList> lists = new HashMap<>();
    private final Map<Integer, Buffer> ones = new HashMap<>();

    private final Map<Node, Buffer> turned = new HashMap<>();

    Values(Kernels kernels) {
        this.kernels = kernels;
    }

    /** Says where the value of a node is. */
    void put(Node node, Buffer buffer) {
        buffers.put(node, buffer);
    }

    /** The value of a node in C order. */
    Buffer dense(Node node) {
        Node base = base(node);
        Buffer buffer = buffers.get(base);
        if (buffer == null) {
            throw new IllegalStateException("not planned: " + node);
        }
        return buffer;
    }

    /** The value of a node, perhaps as a walk over another node's buffer. */
    View view(Node node) {
        if (buffers.containsKey(base(node)) || !isView(node.op())) {
            return View.dense(dense(node), node.shape());
        }
        View x = view(node.input(0));
        if (node.attributes() instanceof Attributes.ToShape to) {
            return x.broadcast(to.shape());
        } else if (node.attributes() instanceof Attributes.Permutation order) {
            return x.transpose(order.permutation(), node.shape());
        } else if (node.attributes() instanceof Attributes.Window window) {
            return x.window(window.starts(), node.shape());
        }
        throw new IllegalStateException("not a view: " + node);
    }

    /** The matrices of floats of a node, which is not empty, with rows and columns exchanged; the step that does so comes before the first use. */
    Buffer turned(Node node) {
        return turned.computeIfAbsent(node, none -> {
            int rows = node.shape().dim(-2);
            int columns = node.shape().dim(-1);
            int size = node.shape().size();
            Buffer y = scratch(node.type(), size);
            add(new TurnStep("columns of " + node, dense(node), y, size / (rows * columns), rows, columns));
            return y;
        });
    }

    /** Memory that a step needs for itself. */
    Buffer scratch(DType type, int size) {
        return new Buffer(Buffer.Kind.SCRATCH, type, size);
    }

    /** Adds a step, and before it what it waits for. */
    void add(Step step) {
        if (pending.neededBy(step)) {
            pending.flush(this);
        }
        steps.add(step);
    }

    /** Leaves a gradient to be computed when it is read; what it reads itself is computed before. */
    void defer(PendingGradients.Gradient gradient) {
        if (pending.anyWaits(gradient.gradient().reads(this))) {
            pending.flush(this);
        }
        pending.add(gradient);
    }

    /** Makes the steps of all that is still deferred. */
    void finish() {
        pending.flush(this);
    }

    /** Whether this is asked for the first time. */
    boolean first(Object key) {
        return seen.add(key);
    }

    /**
     * The list of the words that a gather or a scatter takes for input 1, with a step before that makes it unless there is
     * one that will do.
     */
    WordList wordList(Node taker, int length, Weights weights, WordList.Skip skip) {
        Buffer words = dense(taker.input(1));
        List<Buffer> picked = List.of();
        if (weights instanceof Weights.Picked each) {
            picked = List.of(
                    indices(each.gather(), each.gather().input(0).shape().dim(0)));
        }
        boolean weighted = weights instanceof Weights.ByPlace;
        if (skip == WordList.Skip.ALWAYS) {
            // Where null words may be skipped, they need not be.
            WordList either = lists.get(new ListKey(words, picked, length, weighted, WordList.Skip.ZERO_ROWS));
            if (either != null) {
                return either;
            }
        }
        ListKey key = new ListKey(words, picked, length, weighted, skip);
        WordList list = lists.get(key);
        if (list == null) {
            list = new WordList(words, picked, length, weighted, skip, this);
            lists.put(key, list);
            add(list);
        }
        return list;
    }

    /** The rows of weights; a row of ones if every word counts once. */
    Buffer weights(Weights weights, int width) {
        if (weights instanceof Weights.ByPlace byPlace) {
            return dense(byPlace.rows());
        } else if (weights instanceof Weights.Picked picked) {
            return dense(picked.gather().input(0));
        }
        return ones.computeIfAbsent(width, n -> {
            Buffer row = new Buffer(Buffer.Kind.CONSTANT, DType.F32, n);
            row.allocate(n);
            java.util.Arrays.fill(row.f32, 1);
            return row;
        });
    }

    /** Whether weights are known to be finite, so that a row of zeros times any of them is zero. */
    boolean finiteWeights(Weights weights) {
        Buffer rows = weights(weights, 1);
        boolean finite = rows.kind == Buffer.Kind.CONSTANT;
        for (int i = 0; finite && i < rows.f32.length; i++) {
            finite = Float.isFinite(rows.f32[i]);
        }
        return finite;
    }

    /** The indices of a node, with a step before that checks them unless one has been made. */
    Buffer indices(Node node, int rows) {
        Buffer indices = dense(node.input(1));
        if (checked.add(new Checked(indices, rows))) {
            add(new CheckStep(node, indices, rows));
        }
        return indices;
    }

    /** What has the same elements in the same order, and is not itself a reshape. */
    static Node base(Node node) {
        Node base = node;
        while (isAlias(base.op())) {
            base = base.input(0);
        }
        return base;
    }

    /** Whether an op's result is its input under another name or shape. */
    static boolean isAlias(Op op) {
        return op == Op.RESHAPE || op == Op.STOP_GRADIENT;
    }

    /** Whether an op's result is a walk over its input. */
    static boolean isView(Op op) {
        return op == Op.BROADCAST_TO || op == Op.TRANSPOSE || op == Op.SLICE;
    }
}
