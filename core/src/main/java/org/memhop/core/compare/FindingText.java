package org.memhop.core.compare;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.core.compare.Finding.Operand;

/** Tells people what was found. */
public final class FindingText {
    private static final int FIRST_VALUES = 4;
    private static final int MADE_OF = 6;

    private FindingText() {}

    /**
     * In lines.
     *
     * @param backend the id of the backend that parts
     * @param creator what made the node; empty if nobody knows
     */
    public static List<String> lines(String backend, Finding finding, String creator) {
        Parting parting = finding.parting();
        List<String> lines = new ArrayList<>();
        lines.add(backend + " parts at " + title(finding));
        lines.add("  " + why(parting));
        if (!creator.isEmpty()) {
            lines.add("  created in " + creator);
        }
        Element element = parting.element();
        DType type = parting.node().type();
        lines.add("  element " + place(element.position(), parting.node()) + ": found "
                + number(element.found(), type) + ", exact " + number(element.exact(), type) + ", allowed ±"
                + format("%.2g", element.allowed()) + ", off by " + ulps(element.ulps()));
        lines.add(format(
                "  %,d of %,d elements are wrong",
                element.wrong(), parting.node().shape().size()));
        int width = Math.max(backend.length(), "reference".length());
        for (Operand operand : finding.operands()) {
            lines.add("  operand " + operand.node());
            lines.add("    " + pad(backend, width) + "  " + first(operand.found(), operand.node()));
            lines.add("    " + pad("reference", width) + "  " + first(operand.exact(), operand.node()));
            lines.addAll(madeOf(operand, backend, width));
        }
        int nodes = finding.reproduction().graph().nodes().size();
        int runs = finding.reproduction().runs().size();
        lines.add(format(
                "  smallest graph that shows it: %d node%s, %d run%s",
                nodes, nodes == 1 ? "" : "s", runs, runs == 1 ? "" : "s"));
        return lines;
    }

    /** The operation, or the update, in a few words. */
    public static String title(Finding finding) {
        Parting parting = finding.parting();
        String run = finding.runs() == 1 ? "" : ", run " + (parting.run() + 1) + " of " + finding.runs();
        return parting.variable()
                        .map(variable -> "the update of variable " + variable + " to " + parting.node())
                        .orElseGet(() -> parting.node().toString())
                + run;
    }

    private static String why(Parting parting) {
        return switch (parting.kind()) {
            case NODE -> "it is not what the operation makes of the operands it had";
            case FUSION ->
                "only when its intermediates are not outputs: a fusion, or a buffer that is used again too early";
            case UPDATE -> "every node is right, but the variable is not after the run";
            case TOGETHER -> "only when all outputs and updates of the graph are computed together";
        };
    }

    private static List<String> madeOf(Operand operand, String backend, int width) {
        int[] positions = operand.positions();
        int size = operand.node().shape().size();
        if (positions.length == 0) {
            return List.of("    none of its elements is in the one that is wrong");
        } else if (positions.length == size && size <= FIRST_VALUES) {
            return List.of();
        }
        int[] shown = Arrays.copyOf(positions, Math.min(MADE_OF, positions.length));
        String more = shown.length < positions.length ? ", …" : "";
        String places = Arrays.stream(shown)
                .mapToObj(position -> place(position, operand.node()))
                .collect(Collectors.joining(", "));
        return List.of(
                format("    the element comes from %,d of its %,d: ", positions.length, size) + places + more,
                "    " + pad(backend, width) + "  " + values(operand.found(), shown, operand.node()) + more,
                "    " + pad("reference", width) + "  " + values(operand.exact(), shown, operand.node()) + more);
    }

    private static String first(HostTensor tensor, Node node) {
        int shown = Math.min(FIRST_VALUES, tensor.shape().size());
        return values(tensor, IntStream.range(0, shown).toArray(), node)
                + (shown < tensor.shape().size() ? ", …" : "");
    }

    private static String values(HostTensor tensor, int[] positions, Node node) {
        return Arrays.stream(positions)
                .mapToObj(position -> number(tensor.get(position), node.type()))
                .collect(Collectors.joining(", "));
    }

    private static String place(int position, Node node) {
        return Arrays.toString(node.shape().coordinates(position));
    }

    private static String number(double value, DType type) {
        if (type == DType.I32) {
            return Long.toString((long) value);
        }
        if (!Double.isFinite(value) || value == 0) {
            return Double.toString(value);
        }
        // Three digits more than the type has show on which side of a number of the type the exact one lies.
        MathContext digits = new MathContext(type == DType.F32 ? 10 : 19);
        return new BigDecimal(value).round(digits).stripTrailingZeros().toString();
    }

    private static String ulps(double ulps) {
        if (!Double.isFinite(ulps)) {
            return "what no unit measures";
        }
        return format(ulps < 1e6 ? "%,.1f ulps" : "%.1e ulps", ulps);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
