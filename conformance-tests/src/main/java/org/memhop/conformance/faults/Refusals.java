package org.memhop.conformance.faults;

import java.util.List;
import java.util.Set;
import org.memhop.api.BackendException;
import org.memhop.api.backend.Checks;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.TensorType;

/** Wrong ways to refuse, and not to. */
final class Refusals {
    private Refusals() {}

    /** Inputs are refused with another exception than was agreed on. */
    static final class InputsOtherwise implements Behaviour {
        @Override
        public void check(Graph graph, List<HostTensor> inputs) {
            try {
                Checks.inputs(graph, inputs);
            } catch (BackendException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }
    }

    /** Indices are refused with another exception than was agreed on. */
    static final class IndicesOtherwise implements Behaviour {
        @Override
        public void check(Node node, HostTensor indices, int rows) {
            try {
                Behaviour.super.check(node, indices, rows);
            } catch (BackendException e) {
                throw new IndexOutOfBoundsException(e.getMessage());
            }
        }
    }

    /** An input may have any shape of as many elements. */
    static final class AnyShape implements Behaviour {
        @Override
        public void check(Graph graph, List<HostTensor> inputs) {
            boolean fit = inputs.size() == graph.inputs().size();
            for (int i = 0; fit && i < inputs.size(); i++) {
                Node wanted = graph.inputs().get(i);
                fit = inputs.get(i).type() == wanted.type()
                        && inputs.get(i).shape().size() == wanted.shape().size();
            }
            if (!fit) {
                Checks.inputs(graph, inputs);
            }
        }

        @Override
        public HostTensor result(Call call) {
            return call.op() == Op.INPUT
                    ? call.reshaped(call.right(), call.node().shape())
                    : call.right();
        }
    }

    /** Inputs beyond the last are not noticed. */
    static final class MoreInputs implements Behaviour {
        @Override
        public void check(Graph graph, List<HostTensor> inputs) {
            int wanted = graph.inputs().size();
            Checks.inputs(graph, inputs.subList(0, Math.min(wanted, inputs.size())));
        }
    }

    /** The tensors given go to the inputs that something reads, the others are not counted. */
    static final class UnusedInputsSkipped implements Behaviour {
        @Override
        public HostTensor result(Call call) {
            List<Node> declared = call.run().graph().inputs();
            int place = declared.stream()
                    .filter(input -> call.run().uses(input) > 0)
                    .toList()
                    .indexOf(call.node());
            if (place < 0) {
                return call.right();
            }
            HostTensor given = call.run().right(declared.get(place), List.of());
            TensorType type = new TensorType(given.type(), given.shape());
            if (!type.equals(call.node().tensorType())) {
                throw new BackendException(call.node() + ": found " + type);
            }
            return given;
        }
    }

    /** Indices of some operations are not looked at before they are used. */
    record UncheckedIndices(Set<Op> ops, WrongResult.Formula formula) implements Behaviour {
        @Override
        public void check(Node node, HostTensor indices, int rows) {
            if (!ops.contains(node.op())) {
                Behaviour.super.check(node, indices, rows);
            }
        }

        @Override
        public HostTensor result(Call call) {
            return ops.contains(call.op()) ? formula.of(call) : call.right();
        }
    }

    /** The nearest row there is. */
    static HostTensor clamped(Call call) {
        int rows = call.x(0).shape().dim(0);
        HostTensor indices = call.x(1).copy();
        for (int i = 0; i < indices.shape().size(); i++) {
            indices.ints()[i] = Math.max(0, Math.min(rows - 1, indices.ints()[i]));
        }
        return rows == 0 ? call.empty() : call.rightOf(call.x(0), indices);
    }

    /** −1 is the last row, as in NumPy. */
    static HostTensor fromTheEnd(Call call) {
        int rows = call.x(0).shape().dim(0);
        HostTensor indices = call.x(1).copy();
        for (int i = 0; i < indices.shape().size(); i++) {
            int index = indices.ints()[i];
            if (index < -rows || index >= rows) {
                throw Checks.indexOutOfRange(call.node(), i, index, rows);
            }
            indices.ints()[i] = index < 0 ? index + rows : index;
        }
        return call.rightOf(call.x(0), indices);
    }

    /** A row that belongs nowhere is left out. */
    static HostTensor leftOut(Call call) {
        int rows = call.node().shape().dim(0);
        int width = call.node().shape().dim(1);
        HostTensor x = call.x(0).copy();
        HostTensor indices = call.x(1).copy();
        for (int i = 0; i < indices.shape().size(); i++) {
            if (indices.ints()[i] < 0 || indices.ints()[i] >= rows) {
                Rows.clear(x, i, width);
                indices.ints()[i] = 0;
            }
        }
        return rows == 0 ? call.empty() : call.rightOf(x, indices);
    }

    /** The loss of a label that is no class is NaN. */
    static HostTensor nanLoss(Call call) {
        int classes = call.x(0).shape().dim(1);
        HostTensor labels = call.x(1).copy();
        boolean[] bad = new boolean[labels.shape().size()];
        for (int i = 0; i < bad.length; i++) {
            bad[i] = labels.ints()[i] < 0 || labels.ints()[i] >= classes;
            labels.ints()[i] = bad[i] ? 0 : labels.ints()[i];
        }
        HostTensor y = classes == 0 ? call.empty() : call.rightOf(call.x(0), labels);
        for (int i = 0; i < bad.length; i++) {
            y.set(i, bad[i] ? Double.NaN : y.get(i));
        }
        return y;
    }

    /** What was closed goes on. */
    static final class NeverClosed implements Behaviour {
        @Override
        public void requireOpen(boolean closed, String what) {
            // Does not care.
        }
    }
}
