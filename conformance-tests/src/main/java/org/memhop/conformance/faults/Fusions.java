package org.memhop.conformance.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;

/** Several operations computed as one, and wrongly; where somebody looks at what lies between, each is computed alone. */
final class Fusions {
    private Fusions() {}

    /** Words weighted and summed in one pass, which forgets the first. */
    static HostTensor embeddedSum(Call call) {
        Node product = call.node().input(0);
        boolean fused = product.op() == Op.MUL
                && call.run().hidden(product)
                && product.inputs().stream()
                        .anyMatch(factor ->
                                factor.op() == Op.GATHER_ROWS && call.run().hidden(factor));
        List<Integer> axes = ((Attributes.Axes) call.node().attributes()).axes();
        if (!fused || axes.isEmpty() || product.shape().dim(axes.get(0)) < 2) {
            return call.right();
        }
        List<Integer> sizes = new ArrayList<>();
        for (int extent : product.shape().dims()) {
            sizes.add(extent);
        }
        List<Integer> starts = new ArrayList<>(Collections.nCopies(sizes.size(), 0));
        starts.set(axes.get(0), 1);
        sizes.set(axes.get(0), sizes.get(axes.get(0)) - 1);
        HostTensor rest = call.compute(Op.SLICE, new Attributes.Window(starts, sizes), call.x(0));
        return call.compute(Op.SUM, call.node().attributes(), rest);
    }

    /** A product and what is added to it in one pass, which forgets the addition in the last column. */
    static HostTensor productAndSum(Call call) {
        Node product = call.node().input(0);
        if (product.op() != Op.MATMUL || !call.run().hidden(product)) {
            return call.right();
        }
        HostTensor y = call.right();
        int columns = y.shape().dim(-1);
        for (int i = columns - 1; i < y.shape().size(); i += columns) {
            y.set(i, call.x(0).get(i));
        }
        return y;
    }
}
