package org.memhop.cli.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.cli.compare.Report.BackendReport;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.Table;
import org.memhop.core.compare.Comparison.Located;
import org.memhop.core.compare.FindingText;
import org.memhop.core.compare.Locator;
import org.memhop.core.compare.Reproduction;
import org.memhop.core.wiring.Plugins;

/** The graph of a folder, run again. */
record Replay(Path folder, Reproduction reproduction, List<Participant> participants) {
    /** For programs. */
    record ReplayReport(String folder, int nodes, int runs, List<BackendReport> backends) {}

    /**
     * Runs it.
     *
     * @param ids the backends; if there are none the reference, and the one that parted
     */
    static Replay of(Path folder, List<String> ids, Plugins plugins, Function<String, BackendConfig> configs) {
        Reproduction reproduction = Reproduction.read(folder);
        Set<String> all = new LinkedHashSet<>(ids);
        if (all.isEmpty()) {
            all.addAll(List.of("reference", reproduction.backend()));
        }
        List<Participant> participants = new ArrayList<>();
        try (Backend reference = plugins.open("reference", BackendConfig.DEFAULT)) {
            Locator locator = new Locator(reference);
            for (String id : all) {
                Participant participant = Participant.of(id);
                try (Backend backend = plugins.open(id, configs.apply(id))) {
                    Located located = new Located("graph.json", locator.locate(backend, reproduction.scenario()));
                    participants.add(participant.searched(List.of(located)));
                } catch (RuntimeException | LinkageError | StackOverflowError e) {
                    participants.add(participant.failed(e));
                }
            }
        }
        return new Replay(folder, reproduction, participants);
    }

    ReplayReport report() {
        return new ReplayReport(
                folder.toString(),
                reproduction.scenario().graph().nodes().size(),
                reproduction.scenario().runs().size(),
                participants.stream()
                        .map(p -> BackendReport.of(p, 0, scope -> ""))
                        .toList());
    }

    void show(Output out) {
        ReplayReport report = report();
        out.line(folder + ": " + Figures.count(report.nodes(), "node") + ", " + Figures.count(report.runs(), "run")
                + ", against the float64 reference");
        out.line("");
        Table table = new Table("lll", "backend", "verdict", "at");
        for (Participant participant : participants) {
            Optional<String> at = participant.finding().map(FindingText::title);
            table.row(
                    participant.id(),
                    participant.verdict().text(),
                    at.or(() -> participant.failure().flatMap(why -> why.lines().findFirst()))
                            .orElse("-"));
        }
        table.print(out);
        for (Participant participant : participants) {
            participant.finding().ifPresent(finding -> {
                out.line("");
                FindingText.lines(participant.id(), finding, "").forEach(out::line);
            });
        }
    }
}
