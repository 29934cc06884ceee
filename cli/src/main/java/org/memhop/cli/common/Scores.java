package org.memhop.cli.common;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.memhop.cli.terminal.Figures;
import org.memhop.core.run.RunResult.PartScore;

/** Test scores as people read them. */
public final class Scores {
    /** A task counts as failed above this error, in percent (Weston et al., 2015). */
    public static final double FAILED = 5;

    private Scores() {}

    /** What the columns of {@link #row} are called, by what the error is called. */
    public static List<String> header(String error, boolean hops) {
        List<String> names = List.of("task", "questions", error, "loss", "hops");
        return hops ? names : names.subList(0, 4);
    }

    /** Whether of any of these it is known how many hops a question took. */
    public static boolean hops(Collection<PartScore> parts) {
        return parts.stream().anyMatch(part -> part.hops().isPresent());
    }

    /**
     * Name and title of the task, questions, error in percent, loss.
     *
     * @param hops whether the mean number of hops follows
     */
    public static List<String> row(PartScore part, boolean hops) {
        String title = part.title().equals(part.part()) ? "" : " " + part.title();
        List<String> row = new ArrayList<>(List.of(
                (part.part().length() == 1 ? " " : "") + part.part() + title,
                Figures.format("%,d", part.questions()),
                Figures.percent(part.errorPercent()),
                Figures.format("%.4f", part.loss())));
        if (hops) {
            row.add(part.hops().map(mean -> Figures.format("%.2f", mean)).orElse("all"));
        }
        return row;
    }

    /** Mean error and failed tasks, in a line. */
    public static String summary(Collection<PartScore> parts) {
        return Figures.format(
                "mean error %.1f %%, %d of %d tasks failed (over %.0f %%)",
                meanError(parts), failed(parts), parts.size(), FAILED);
    }

    /** Mean error over the tasks, in percent. */
    public static double meanError(Collection<PartScore> parts) {
        return parts.stream().mapToDouble(PartScore::errorPercent).average().orElse(0);
    }

    /** How many tasks failed. */
    public static long failed(Collection<PartScore> parts) {
        return parts.stream().filter(part -> part.errorPercent() > FAILED).count();
    }

    /** Mean; 0 of no values. */
    public static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    /** Standard deviation of a sample; 0 of fewer than two values. */
    public static double deviation(List<Double> values) {
        double mean = mean(values);
        double squares =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return values.size() < 2 ? 0 : Math.sqrt(squares / (values.size() - 1));
    }
}
