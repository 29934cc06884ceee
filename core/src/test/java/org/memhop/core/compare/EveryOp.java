package org.memhop.core.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;

/** A graph with every operation, twice run. */
final class EveryOp {
    private EveryOp() {}

    static Scenario scenario() {
        Scope g = Scope.root(DType.F32);
        Node x = g.input("x", DType.F32, Shape.of(3, 4));
        Node at = g.input("at", DType.I32, Shape.of(3));
        Variable v = new Variable("v", DType.F32, Shape.of(3, 4));
        Variable written = new Variable("written", DType.F64, Shape.of(4, 3));
        Node w = g.variable(v);
        Scope in = g.scope("outer").scope("inner");
        Node positive = in.exp(x);
        List<Node> all = new ArrayList<>(List.of(
                in.neg(x),
                in.log(positive),
                in.sqrt(positive),
                in.tanh(x),
                in.sigmoid(x),
                in.relu(x),
                in.add(x, w),
                in.sub(x, w),
                in.mul(x, w),
                in.div(x, positive),
                in.maximum(x, w),
                in.equal(x, w),
                in.where(in.greater(x, w), x, w),
                in.stopGradient(x),
                in.sum(x, 0),
                in.max(x, 0, 1),
                in.argmax(x, 1),
                in.matmul(x, w, true, false),
                in.reshape(x, Shape.of(2, 6)),
                in.broadcastTo(in.constant(2.5), Shape.of(2, 2)),
                in.concat(1, List.of(x, w)),
                in.slice(x, List.of(1, 1), List.of(2, 2)),
                in.pad(x, List.of(0, 1), List.of(2, 0)),
                in.gatherRows(x, at),
                in.scatterAddRows(x, at, 5),
                in.softmax(x),
                in.logSoftmax(x)));
        Node losses = in.crossEntropy(x, at);
        all.add(losses);
        all.add(in.crossEntropyGrad(x, at, losses));
        Node turned = in.cast(in.transpose(x, 1, 0), DType.F64);
        for (int i = 0; i < all.size(); i++) {
            g.output("y" + i, all.get(i));
        }
        g.update(v, all.get(0));
        g.update(written, turned);
        return new Scenario(g.graph(), List.of(run(v, written, 0), run(v, written, 5)));
    }

    private static Scenario.Run run(Variable v, Variable written, int shift) {
        Map<Variable, HostTensor> values = new LinkedHashMap<>();
        values.put(v, numbers(DType.F32, v.shape(), shift + 1));
        values.put(written, numbers(DType.F64, written.shape(), shift + 2));
        HostTensor at = HostTensor.of(Shape.of(3), 2, shift % 2, 2);
        return new Scenario.Run(List.of(numbers(DType.F32, Shape.of(3, 4), shift), at), values);
    }

    private static HostTensor numbers(DType type, Shape shape, int shift) {
        double[] values = IntStream.range(0, shape.size())
                .mapToDouble(i -> ((i * 7 + shift) % 11) / 3.0 - 1.5)
                .toArray();
        return HostTensor.ofRounded(type, shape, values);
    }
}
