package org.memhop.cli.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.core.compare.Comparison.Located;
import org.memhop.core.compare.Creators;
import org.memhop.core.compare.Figure;
import org.memhop.core.compare.Finding;
import org.memhop.core.compare.Parting;

/** A comparison for programs; a figure that is not finite is a text. */
record Report(String subject, String dtype, int batches, int batchSize, int steps, List<BackendReport> backends) {
    private static final int FIRST_VALUES = 8;

    /**
     * One backend.
     *
     * @param verdict {@code agrees}, {@code parts} or {@code cannot run}
     * @param reason why it cannot run; else empty
     * @param reproduction the folder that was written; else empty
     */
    record BackendReport(
            String backend,
            String verdict,
            String reason,
            double stepMilliseconds,
            List<FigureReport> figures,
            List<SearchReport> searches,
            String reproduction) {
        static BackendReport of(Participant participant, int steps, UnaryOperator<String> creators) {
            return new BackendReport(
                    participant.id(),
                    participant.verdict().text(),
                    participant.failure().orElse(""),
                    1e3 * participant.agreement().stepSeconds(),
                    participant.agreement().figures().stream()
                            .map(figure -> FigureReport.of(figure, steps))
                            .toList(),
                    participant.searched().stream()
                            .map(located -> SearchReport.of(located, creators))
                            .toList(),
                    participant.reproduction().map(Object::toString).orElse(""));
        }
    }

    /** One quantity; see {@link Figure}. */
    record FigureReport(
            String quantity,
            String kind,
            double relative,
            double tolerance,
            boolean within,
            double largestError,
            double medianError,
            double largestRelative,
            double medianRelative,
            double largestUlps,
            double medianUlps) {
        static FigureReport of(Figure figure, int steps) {
            return new FigureReport(
                    figure.quantity().text(steps),
                    figure.quantity().kind().name().toLowerCase(Locale.ROOT),
                    figure.relative(),
                    figure.tolerance(),
                    figure.within(),
                    figure.largestError(),
                    figure.medianError(),
                    figure.largestRelative(),
                    figure.medianRelative(),
                    figure.largestUlps(),
                    figure.medianUlps());
        }
    }

    /**
     * One graph in which every value was judged.
     *
     * @param parts none, or one
     */
    record SearchReport(String graph, int judged, double share, List<PartingReport> parts) {
        static SearchReport of(Located located, UnaryOperator<String> creators) {
            Optional<Finding> finding = located.result().finding();
            return new SearchReport(
                    located.graph(),
                    located.result().judged(),
                    located.result().share(),
                    finding.map(f -> PartingReport.of(f, creators)).stream().toList());
        }
    }

    /** Where it parts. */
    record PartingReport(
            String kind,
            int run,
            String variable,
            NodeReport node,
            String creator,
            List<Integer> element,
            double found,
            double exact,
            double allowed,
            double ulps,
            int wrong,
            List<OperandReport> operands) {
        static PartingReport of(Finding finding, UnaryOperator<String> creators) {
            Parting parting = finding.parting();
            return new PartingReport(
                    parting.kind().name().toLowerCase(Locale.ROOT),
                    parting.run() + 1,
                    parting.variable().map(v -> v.name()).orElse(""),
                    NodeReport.of(parting.node()),
                    creators.apply(parting.node().scope()),
                    finding.place(),
                    parting.element().found(),
                    parting.element().exact(),
                    parting.element().allowed(),
                    parting.element().ulps(),
                    parting.element().wrong(),
                    finding.operands().stream().map(OperandReport::of).toList());
        }
    }

    /** A node. */
    record NodeReport(int id, String op, String dtype, List<Integer> shape, String scope) {
        static NodeReport of(Node node) {
            return new NodeReport(
                    node.id(),
                    node.op().name(),
                    node.type().name(),
                    Arrays.stream(node.shape().dims()).boxed().toList(),
                    node.scope());
        }
    }

    /** An operand: its first values on both sides, and those elements that the wrong one comes from. */
    record OperandReport(
            NodeReport node,
            List<Double> found,
            List<Double> exact,
            int origins,
            List<Double> originsFound,
            List<Double> originsExact) {
        static OperandReport of(Finding.Operand operand) {
            int[] first = IntStream.range(
                            0, Math.min(FIRST_VALUES, operand.found().shape().size()))
                    .toArray();
            int[] origins = Arrays.copyOf(operand.positions(), Math.min(FIRST_VALUES, operand.positions().length));
            return new OperandReport(
                    NodeReport.of(operand.node()),
                    values(operand.found(), first),
                    values(operand.exact(), first),
                    operand.positions().length,
                    values(operand.found(), origins),
                    values(operand.exact(), origins));
        }

        private static List<Double> values(HostTensor tensor, int[] positions) {
            List<Double> values = new ArrayList<>();
            Arrays.stream(positions).forEach(position -> values.add(tensor.get(position)));
            return values;
        }
    }

    static Report of(Subject subject, List<Participant> participants) {
        int steps = subject.workload().steps();
        return new Report(
                subject.title(),
                subject.settings().text("precision"),
                subject.workload().batches(),
                subject.workload().batchSize(),
                steps,
                participants.stream()
                        .map(p -> BackendReport.of(p, steps, scope -> Creators.of(scope, subject.settings())))
                        .toList());
    }
}
