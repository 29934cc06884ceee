package org.memhop.cli.reproduce;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.memhop.core.run.RunResult.Restart;

/**
 * A training that was done.
 *
 * @param ended when it had been scored, if that was written down
 */
record Finished(Cell cell, Restart result, Optional<Instant> ended) {
    /** What a training took of the clock, in seconds since 1970. */
    private record Span(double from, double to) {}

    /** The seconds that trainings took, added up, whether or not some ran at once. */
    static double seconds(Collection<Finished> trainings) {
        return trainings.stream().mapToDouble(one -> one.result().seconds()).sum();
    }

    /** The seconds in which one of these trainings or more ran; none if it is not known of each when it ended. */
    static Optional<Double> byTheClock(Collection<Finished> trainings) {
        List<Span> spans = new ArrayList<>();
        for (Finished one : trainings) {
            one.ended()
                    .map(ended -> ended.toEpochMilli() / 1e3)
                    .ifPresent(end -> spans.add(new Span(end - one.result().seconds(), end)));
        }
        if (spans.size() < trainings.size()) {
            return Optional.empty();
        }
        spans.sort(Comparator.comparingDouble(Span::from));
        double seconds = 0;
        double until = Double.NEGATIVE_INFINITY;
        for (Span span : spans) {
            seconds += Math.max(0, span.to() - Math.max(span.from(), until));
            until = Math.max(until, span.to());
        }
        return Optional.of(seconds);
    }
}
