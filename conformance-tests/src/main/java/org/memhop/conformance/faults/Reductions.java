package org.memhop.conformance.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Shape;

/** Wrong ways to make axes disappear. */
final class Reductions {
    private Reductions() {}

    /** The operand is read as if the one axis and its neighbour had changed places. */
    static HostTensor wrongAxis(Call call) {
        Shape shape = call.x(0).shape();
        if (axes(call).size() != 1 || shape.rank() < 2) {
            return call.right();
        }
        int axis = axes(call).get(0);
        int other = axis == 0 ? 1 : axis - 1;
        int[] dims = shape.dims();
        dims[axis] = shape.dim(other);
        dims[other] = shape.dim(axis);
        HostTensor read = call.reshaped(call.x(0), Shape.of(dims));
        HostTensor sum = call.compute(call.op(), new Attributes.Axes(List.of(other)), read);
        return call.reshaped(sum, call.node().shape());
    }

    static HostTensor somethingOverNothing(Call call) {
        return call.x(0).shape().size() == 0 ? reduced(call, terms -> 1) : call.right();
    }

    static HostTensor scalarWithoutLast(Call call) {
        if (call.node().shape().rank() > 0 || call.x(0).shape().size() == 0) {
            return call.right();
        }
        HostTensor all = call.x(0).copy();
        all.set(all.shape().size() - 1, 0);
        return call.rightOf(all);
    }

    /** The running sum keeps 8 bits, as bfloat16 does. */
    static HostTensor shortSum(Call call) {
        return call.node().type() == DType.F32
                ? reduced(call, terms -> {
                    double sum = 0;
                    for (double term : terms) {
                        sum = Approximations.leading(sum + term, 7);
                    }
                    return sum;
                })
                : call.right();
    }

    static HostTensor integersAsFloats(Call call) {
        return call.node().type() == DType.I32
                ? reduced(call, terms -> {
                    float sum = 0;
                    for (double term : terms) {
                        sum += (float) term;
                    }
                    return sum;
                })
                : call.right();
    }

    static HostTensor nanIsLeast(Call call) {
        return reduced(call, terms -> {
            double largest = Double.NEGATIVE_INFINITY;
            for (double term : terms) {
                largest = term > largest ? term : largest;
            }
            return largest;
        });
    }

    static HostTensor atLeastZero(Call call) {
        return reduced(call, terms -> {
            double largest = 0;
            for (double term : terms) {
                largest = Math.max(largest, term);
            }
            return largest;
        });
    }

    static HostTensor lastOfTies(Call call) {
        return reduced(call, terms -> {
            int best = 0;
            for (int i = 1; i < terms.length; i++) {
                boolean better = terms[i] >= terms[best] || Double.isNaN(terms[i]);
                best = better && !Double.isNaN(terms[best]) ? i : best;
            }
            return best;
        });
    }

    static HostTensor indexIgnoresNan(Call call) {
        return reduced(call, terms -> {
            int best = 0;
            for (int i = 1; i < terms.length; i++) {
                best = terms[i] > terms[best] ? i : best;
            }
            return best;
        });
    }

    /** Each element of the result from the terms that belong to it. */
    private static HostTensor reduced(Call call, ToDoubleFunction<double[]> f) {
        List<Integer> order = new ArrayList<>();
        for (int axis = 0; axis < call.x(0).shape().rank(); axis++) {
            if (!axes(call).contains(axis)) {
                order.add(axis);
            }
        }
        order.addAll(axes(call));
        HostTensor x = call.compute(Op.TRANSPOSE, new Attributes.Permutation(order), call.x(0));
        HostTensor y = call.empty();
        double[] terms = new double[x.shape().size() / Math.max(1, y.shape().size())];
        for (int i = 0; i < y.shape().size(); i++) {
            for (int term = 0; term < terms.length; term++) {
                terms[term] = x.get(i * terms.length + term);
            }
            y.set(i, f.applyAsDouble(terms));
        }
        return y;
    }

    private static List<Integer> axes(Call call) {
        return ((Attributes.Axes) call.node().attributes()).axes();
    }
}
