package org.memhop.conformance.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Shape;

/** Wrong ways to put elements elsewhere. */
final class Movement {
    private Movement() {}

    /** Elements are taken, and put, with the first axis fastest. */
    static HostTensor reshapeByColumns(Call call) {
        HostTensor columns = reversed(call, call.x(0));
        int[] dims = call.node().shape().dims();
        for (int i = 0; i < dims.length / 2; i++) {
            int last = dims.length - 1 - i;
            int kept = dims[i];
            dims[i] = dims[last];
            dims[last] = kept;
        }
        return reversed(call, call.reshaped(columns, Shape.of(dims)));
    }

    static HostTensor inversePermutation(Call call) {
        List<Integer> order = ((Attributes.Permutation) call.node().attributes()).permutation();
        List<Integer> inverse =
                IntStream.range(0, order.size()).mapToObj(order::indexOf).toList();
        HostTensor y = call.compute(Op.TRANSPOSE, new Attributes.Permutation(inverse), call.x(0));
        return call.reshaped(y, call.node().shape());
    }

    /** A column is laid out as if it were a row. */
    static HostTensor columnAsRow(Call call) {
        HostTensor x = call.x(0);
        boolean stretchesColumns = x.shape().rank() > 0
                && x.shape().dim(-1) == 1
                && call.node().shape().dim(-1) > 1;
        if (!stretchesColumns || x.shape().size() == 0) {
            return call.right();
        }
        HostTensor y = call.empty();
        for (int i = 0; i < y.shape().size(); i++) {
            y.set(i, x.get(i % x.shape().size()));
        }
        return y;
    }

    /** Parts of one shape come in reverse. */
    static HostTensor partsReversed(Call call) {
        List<HostTensor> parts = new ArrayList<>(call.operands());
        boolean alike = new HashSet<>(parts.stream().map(HostTensor::shape).toList()).size() == 1;
        Collections.reverse(parts);
        return alike ? call.rightOf(parts.toArray(HostTensor[]::new)) : call.right();
    }

    /** The last axis of a part that ends before its whole does is taken one element too late. */
    static HostTensor sliceOneLater(Call call) {
        Attributes.Window window = (Attributes.Window) call.node().attributes();
        List<Integer> starts = new ArrayList<>(window.starts());
        int last = starts.size() - 1;
        if (last < 0
                || starts.get(last) + window.sizes().get(last)
                        >= call.x(0).shape().dim(last)) {
            return call.right();
        }
        starts.set(last, starts.get(last) + 1);
        return call.compute(Op.SLICE, new Attributes.Window(starts, window.sizes()), call.x(0));
    }

    /** The nearest element instead of zero. */
    static HostTensor edgesRepeated(Call call) {
        List<Integer> before = ((Attributes.Padding) call.node().attributes()).before();
        Shape from = call.x(0).shape();
        if (from.size() == 0) {
            return call.right();
        }
        HostTensor y = call.empty();
        int[] to = y.shape().strides();
        for (int i = 0; i < y.shape().size(); i++) {
            int source = 0;
            int rest = i;
            for (int axis = 0; axis < to.length; axis++) {
                int at = rest / to[axis] - before.get(axis);
                rest %= to[axis];
                source += Math.max(0, Math.min(from.dim(axis) - 1, at)) * from.strides()[axis];
            }
            y.set(i, call.x(0).get(source));
        }
        return y;
    }

    private static HostTensor reversed(Call call, HostTensor x) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, x.shape().rank()).boxed().toList());
        Collections.reverse(order);
        return call.compute(Op.TRANSPOSE, new Attributes.Permutation(order), x);
    }
}
