package org.memhop.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.core.compare.Bound;
import org.memhop.core.compare.Judgement;
import org.memhop.core.compare.NodeOracle;
import org.memhop.core.compare.Origins;

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
        text.append(": element ").append(Arrays.toString(node.shape().coordinates(i)));
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
        String made = madeFrom(node, operands, i);
        return made.isEmpty() ? text.toString() : text + "; made from " + made;
    }

    private static String madeFrom(Node node, List<HostTensor> operands, int element) {
        return IntStream.range(0, operands.size())
                .filter(operand -> Origins.of(node, element, operands, operand).length > 0)
                .mapToObj(operand -> "x" + operand + " = "
                        + numbers(operands.get(operand), Origins.of(node, element, operands, operand)))
                .collect(Collectors.joining(", "));
    }

    static String difference(HostTensor found, HostTensor expected) {
        if (found.type() != expected.type() || !found.shape().equals(expected.shape())) {
            return "found " + found + ", expected " + expected;
        }
        int first = 0;
        while (Double.compare(found.get(first), expected.get(first)) == 0) {
            first++;
        }
        return "element " + Arrays.toString(found.shape().coordinates(first)) + " is " + number(found, first)
                + ", expected " + number(expected, first);
    }

    /** Some elements of a tensor: the number itself if it is one. */
    static String numbers(HostTensor tensor, int[] positions) {
        if (positions.length == 1) {
            return number(tensor, positions[0]);
        }
        String shown = Arrays.stream(positions)
                .limit(SHOWN)
                .mapToObj(position -> number(tensor, position))
                .collect(Collectors.joining(", "));
        return "[" + shown + (positions.length > SHOWN ? ", … " + positions.length + " in all]" : "]");
    }

    private static String number(HostTensor tensor, int i) {
        return tensor.type() == DType.F32
                ? Float.toString(tensor.floats()[i])
                : tensor.type() == DType.I32 ? Integer.toString(tensor.ints()[i]) : Double.toString(tensor.get(i));
    }
}
