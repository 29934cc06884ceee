package org.memhop.conformance.faults;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Op;

/** Wrong ways to take rows by number, and wrong ways along a row. */
final class Rows {
    private Rows() {}

    /** Row 0 is taken for the padding of a vocabulary. */
    static HostTensor rowZeroIsPadding(Call call) {
        HostTensor y = call.right();
        int width = y.shape().dim(-1);
        for (int i = 0; i < y.shape().size(); i++) {
            y.set(i, call.x(1).ints()[i / width] == 0 ? 0 : y.get(i));
        }
        return y;
    }

    /** Of rows for one place, the last overwrites the others. */
    static HostTensor lastWins(Call call) {
        HostTensor x = call.x(0).copy();
        int width = x.shape().dim(-1);
        Set<Integer> seen = new HashSet<>();
        for (int row = call.x(1).shape().size() - 1; row >= 0; row--) {
            if (!seen.add(call.x(1).ints()[row])) {
                clear(x, row, width);
            }
        }
        return call.rightOf(x, call.x(1));
    }

    /** Of neighbouring rows for one place, as two threads would add them, one is lost. */
    static HostTensor neighbourLost(Call call) {
        HostTensor x = call.x(0).copy();
        int[] indices = call.x(1).ints();
        for (int row = 1; row < indices.length; row++) {
            if (indices[row] == indices[row - 1]) {
                clear(x, row, x.shape().dim(-1));
            }
        }
        return call.rightOf(x, call.x(1));
    }

    /** {@code e^{x_i} / Σ_j e^{x_j}} in the type of the result. */
    static HostTensor unshifted(Call call) {
        HostTensor y = call.empty();
        int width = y.shape().dim(-1);
        for (int i = 0; i < y.shape().size(); i++) {
            y.set(i, Math.exp(call.x(0).get(i)));
        }
        for (int start = 0; start < y.shape().size(); start += width) {
            double sum = 0;
            for (int i = start; i < start + width; i++) {
                sum += y.get(i);
            }
            for (int i = start; i < start + width; i++) {
                y.set(i, y.get(i) / call.round(sum));
            }
        }
        return y;
    }

    /** Along the first axis of two. */
    static HostTensor downColumns(Call call) {
        if (call.node().shape().rank() != 2) {
            return call.right();
        }
        Attributes swap = new Attributes.Permutation(List.of(1, 0));
        HostTensor columns = call.compute(Op.TRANSPOSE, swap, call.x(0));
        return call.compute(
                Op.TRANSPOSE, swap, call.compute(Op.SOFTMAX, call.node().attributes(), columns));
    }

    static HostTensor logOfSoftmax(Call call) {
        HostTensor y = call.compute(Op.SOFTMAX, call.node().attributes(), call.x(0));
        for (int i = 0; i < y.shape().size(); i++) {
            y.set(i, Math.log(y.get(i)));
        }
        return y;
    }

    /** No probability is taken for less than 1e-7. */
    static HostTensor clippedLoss(Call call) {
        return bounded(call.right(), -Math.log(1e-7));
    }

    /** Every row gets the mean over the rows. */
    static HostTensor meanLoss(Call call) {
        HostTensor y = call.right();
        double sum = 0;
        for (int i = 0; i < y.shape().size(); i++) {
            sum += y.get(i);
        }
        for (int i = 0; i < y.shape().size(); i++) {
            y.set(i, sum / y.shape().size());
        }
        return y;
    }

    static HostTensor withoutIncoming(Call call) {
        HostTensor ones = call.x(2).copy();
        for (int i = 0; i < ones.shape().size(); i++) {
            ones.set(i, 1);
        }
        return call.rightOf(call.x(0), call.x(1), ones);
    }

    static HostTensor nextLabel(Call call) {
        HostTensor labels = call.x(1).copy();
        for (int i = 0; i < labels.shape().size(); i++) {
            labels.ints()[i] = (labels.ints()[i] + 1) % call.node().shape().dim(1);
        }
        return call.rightOf(call.x(0), labels, call.x(2));
    }

    private static HostTensor bounded(HostTensor y, double most) {
        for (int i = 0; i < y.shape().size(); i++) {
            y.set(i, Math.min(most, y.get(i)));
        }
        return y;
    }

    /** Zeros in one row. */
    static void clear(HostTensor x, int row, int width) {
        for (int i = row * width; i < (row + 1) * width; i++) {
            x.set(i, 0);
        }
    }
}
