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

    final Kernels kernels;
    final List<Step> steps = new ArrayList<>();
    private final Map<Node, Buffer> buffers = new HashMap<>();
    private final Set<Checked> checked = new HashSet<>();

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

    /** Memory that a step needs for itself. */
    Buffer scratch(DType type, int size) {
        return new Buffer(Buffer.Kind.SCRATCH, type, size);
    }

    void add(Step step) {
        steps.add(step);
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
