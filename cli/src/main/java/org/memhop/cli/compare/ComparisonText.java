package org.memhop.cli.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.Table;
import org.memhop.core.compare.Comparison.Located;
import org.memhop.core.compare.Creators;
import org.memhop.core.compare.Figure;
import org.memhop.core.compare.Finding;
import org.memhop.core.compare.FindingText;
import org.memhop.core.compare.Result;

/** Shows a comparison to people. */
final class ComparisonText {
    private final Output out;
    private final String command;

    /**
     * @param command how the program was called
     */
    ComparisonText(Output out, String command) {
        this.out = out;
        this.command = command;
    }

    void show(Subject subject, List<Participant> participants) {
        int steps = subject.workload().steps();
        out.line("Against the float64 reference: " + subject.title());
        out.line(subject.extent());
        out.line("");
        verdicts(participants, steps).print(out);
        List<Participant> compared = participants.stream()
                .filter(p -> !p.agreement().figures().isEmpty())
                .toList();
        if (!compared.isEmpty()) {
            out.line("");
            errors(compared, steps).print(out);
            out.line(out.dim("each: error of the norm; median and largest error of an element in ulps"));
        }
        for (Participant participant : participants) {
            participant.failure().ifPresent(why -> {
                out.line("");
                boolean ran = !participant.agreement().figures().isEmpty();
                out.line(participant.id() + (ran ? " cannot be searched: " : ": ") + why);
            });
            if (!participant.searched().isEmpty()) {
                out.line("");
                search(participant, subject);
            }
        }
    }

    private static Table verdicts(List<Participant> participants, int steps) {
        Table table =
                new Table("llrl", "backend", "verdict", "ms a step", "nearest to its tolerance, or furthest beyond");
        for (Participant participant : participants) {
            Optional<Figure> nearest =
                    participant.agreement().figures().stream().max(Comparator.comparingDouble(ComparisonText::share));
            table.row(
                    participant.id(),
                    participant.verdict().text(),
                    participant.agreement().stepSeconds() == 0
                            ? "-"
                            : Figures.format(
                                    "%.3f", 1e3 * participant.agreement().stepSeconds()),
                    nearest.map(f -> f.quantity().text(steps) + ", " + times(share(f)))
                            .orElse("-"));
        }
        return table;
    }

    private static double share(Figure figure) {
        return figure.relative() / figure.tolerance();
    }

    private static String times(double share) {
        if (Double.isNaN(share) || Double.isInfinite(share)) {
            return "not finite";
        }
        return Figures.format(share <= 1 ? "%.2g of it" : "%.2g times that", share);
    }

    private static Table errors(List<Participant> ran, int steps) {
        List<String> header = new ArrayList<>(List.of("", "tolerance"));
        ran.forEach(p -> header.addAll(List.of(p.id(), "ulps")));
        Table table = new Table("lr" + "rl".repeat(ran.size()), header);
        List<Figure> first = ran.get(0).agreement().figures();
        for (int i = 0; i < first.size(); i++) {
            List<String> row = new ArrayList<>();
            row.add(first.get(i).quantity().text(steps));
            row.add(Figures.format("%.1e", first.get(i).tolerance()));
            for (Participant participant : ran) {
                Figure figure = participant.agreement().figures().get(i);
                row.add(Figures.format("%.1e", figure.relative()) + (figure.within() ? "" : " !"));
                row.add(ulps(figure.medianUlps()) + ", " + ulps(figure.largestUlps()));
            }
            table.row(row);
        }
        return table;
    }

    private static String ulps(double ulps) {
        return Figures.format(ulps < 100 ? "%.1f" : ulps < 1e5 ? "%.0f" : "%.0e", ulps);
    }

    private void search(Participant participant, Subject subject) {
        for (Located located : participant.searched()) {
            Result result = located.result();
            Optional<Finding> finding = result.finding();
            if (finding.isEmpty()) {
                out.line(Figures.format(
                        "%s parts nowhere in %s: %s judged, the nearest to its tolerance at %.2f of it",
                        participant.id(), located.graph(), Figures.count(result.judged(), "value"), result.share()));
                continue;
            }
            String creator = Creators.of(finding.get().parting().node().scope(), subject.settings());
            List<String> lines = FindingText.lines(participant.id(), finding.get(), creator);
            out.line(out.bold(lines.get(0)) + ", graph " + located.graph());
            lines.subList(1, lines.size()).forEach(out::line);
        }
        participant.reproduction().ifPresent(folder -> {
            out.line("  written to " + folder + "; run it again with");
            out.line("    " + out.accent(command + " compare --replay " + folder));
        });
        if (!participant.agrees() && participant.finding().isEmpty()) {
            out.line("Each operation is within its tolerance where it was looked at: the difference adds up.");
        }
    }
}
