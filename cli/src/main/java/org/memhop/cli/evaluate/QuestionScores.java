package org.memhop.cli.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.memhop.cli.common.Scores;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.Table;
import org.memhop.core.run.RunResult.PartScore;

/**
 * The scores of runs on questions. As JSON it is this record.
 *
 * @param errorPercent mean over the tasks
 * @param loss mean over all questions
 * @param failed how many tasks failed
 * @param unfinished runs that are not finished
 */
record QuestionScores(
        String run,
        Object task,
        int questions,
        double errorPercent,
        double loss,
        long failed,
        List<TaskScore> tasks,
        List<String> unfinished) {
    /**
     * A task's score.
     *
     * @param task its number if it has one, or else its name
     * @param hops how many hops a question took, on average; null if always the same number
     */
    record TaskScore(
            String run,
            Object task,
            String title,
            int questions,
            double errorPercent,
            double loss,
            Optional<Double> hops) {
        static TaskScore of(Path run, PartScore part) {
            return new TaskScore(
                    run.toString(),
                    number(part.part()),
                    part.title(),
                    part.questions(),
                    part.errorPercent(),
                    part.loss(),
                    part.hops());
        }
    }

    static QuestionScores of(Path run, List<Scored> all, List<String> unfinished) {
        List<TaskScore> tasks = new ArrayList<>();
        all.forEach(scored -> scored.parts().forEach(part -> tasks.add(TaskScore.of(scored.run(), part))));
        List<PartScore> parts = parts(all);
        int questions = parts.stream().mapToInt(PartScore::questions).sum();
        double loss = parts.stream().mapToDouble(p -> p.loss() * p.questions()).sum();
        String names = String.join(",", parts.stream().map(PartScore::part).toList());
        return new QuestionScores(
                run.toString(),
                number(names),
                questions,
                Scores.meanError(parts),
                questions == 0 ? 0 : loss / questions,
                Scores.failed(parts),
                tasks,
                unfinished);
    }

    static void print(List<Scored> all, Output out) {
        List<PartScore> parts = parts(all);
        boolean hops = Scores.hops(parts);
        List<String> header = Scores.header("error %", hops);
        Table table = new Table("l" + "r".repeat(header.size() - 1), header);
        parts.forEach(part -> table.row(Scores.row(part, hops)));
        table.print(out);
        if (parts.size() > 1) {
            out.line(Scores.summary(parts));
        }
    }

    private static List<PartScore> parts(List<Scored> all) {
        return all.stream().flatMap(scored -> scored.parts().stream()).toList();
    }

    private static Object number(String name) {
        return name.matches("\\d{1,9}") ? Integer.valueOf(name) : name;
    }
}
