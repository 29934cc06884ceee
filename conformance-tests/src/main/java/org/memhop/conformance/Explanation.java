package org.memhop.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Shape;
import org.memhop.core.compare.Bound;
import org.memhop.core.compare.Judgement;
import org.memhop.core.compare.NodeOracle;

/** What a failure says: which operation, which element, what was found and expected, and from what it was made. */
final class Explanation {
    /** As many numbers as a reader takes in. */
    private static final int SHOWN = 12;

    private Explanation() {}

    static String of(
            Node node, List<HostTensor> operands, HostTensor found, NodeOracle.Exact exact, Judgement judgement) {
        int i = judgement.firstWrong();
        double got = found.get(i);
        double want = exact.value().get(i);
        double allowed = exact.bound().allowed()[i];
        StringBuilder text = new StringBuilder(NodeName.of(node));
        text.append(": element ").append(Arrays.toString(index(node.shape(), i)));
        text.append(" is ").append(number(found, i)).append(", exact is ").append(want);
        text.append(allowed == 0 ? ", and its bits are given" : ", allowed ± " + allowed);
        double error = Math.abs(got - want);
        if (Double.isFinite(error) && node.type().isFloating()) {
            double ulps = error / Bound.ulp(node.type(), exact.bound().scale()[i]);
            text.append(String.format(Locale.ROOT, " (off by %.3g, %.3g ulp)", error, ulps));
        }
        text.append("; ")
                .append(judgement.wrong())
                .append(" of ")
                .append(node.shape().size())
                .append(" are wrong");
        String made = MadeFrom.of(node, operands, i);
        return made.isEmpty() ? text.toString() : text + "; made from " + made;
    }

    static String difference(HostTensor found, HostTensor expected) {
        if (found.type() != expected.type() || !found.shape().equals(expected.shape())) {
            return "found " + found + ", expected " + expected;
        }
        int first = 0;
        while (Double.compare(found.get(first), expected.get(first)) == 0) {
            first++;
        }
        return "element " + Arrays.toString(index(found.shape(), first)) + " is " + number(found, first) + ", expected "
                + number(expected, first);
    }

    /** The place of element {@code i}, in C order. */
    static int[] index(Shape shape, int i) {
        int[] place = shape.strides();
        int rest = i;
        for (int axis = 0; axis < place.length; axis++) {
            int stride = place[axis];
            place[axis] = rest / stride;
            rest %= stride;
        }
        return place;
    }

    /** Some elements of a tensor, {@code count} from {@code start} on, {@code stride} apart. */
    static String numbers(HostTensor tensor, int start, int count, int stride) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < Math.min(count, SHOWN); i++) {
            text.append(i == 0 ? "" : ", ").append(number(tensor, start + i * stride));
        }
        return text.append(count > SHOWN ? ", … " + count + " in all]" : "]").toString();
    }

    static String number(HostTensor tensor, int i) {
        return tensor.type() == DType.F32
                ? Float.toString(tensor.floats()[i])
                : tensor.type() == DType.I32 ? Integer.toString(tensor.ints()[i]) : Double.toString(tensor.get(i));
    }
}
