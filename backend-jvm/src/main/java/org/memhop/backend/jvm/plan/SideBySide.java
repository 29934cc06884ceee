package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Long steps that do not split, and none of which reads or writes what another writes: each is a part of one step. */
final class SideBySide extends Step {
    private final List<Step> steps;

    private SideBySide(List<Step> steps) {
        super(
                steps.size() + " at once: " + steps,
                all(steps.stream().map(Step::reads)),
                all(steps.stream().map(Step::writes)));
        this.steps = List.copyOf(steps);
        splits(steps.size(), Integer.MAX_VALUE);
    }

    /** The same steps in the same order, but neighbours put together where they may be. */
    static List<Step> join(List<Step> steps) {
        List<Step> joined = new ArrayList<>();
        List<Step> group = new ArrayList<>();
        for (Step step : steps) {
            if (!step.isLongAndWhole() || group.stream().anyMatch(other -> depend(other, step))) {
                close(group, joined);
            }
            if (step.isLongAndWhole()) {
                group.add(step);
            } else {
                joined.add(step);
            }
        }
        close(group, joined);
        return joined;
    }

    private static void close(List<Step> group, List<Step> joined) {
        if (group.size() > 1) {
            joined.add(new SideBySide(group));
        } else {
            joined.addAll(group);
        }
        group.clear();
    }

    private static boolean depend(Step first, Step second) {
        return meet(first.writes(), second.reads())
                || meet(second.writes(), first.reads())
                || meet(second.writes(), first.writes());
    }

    /** Whether some memory is in both; a new value that is written straight into its variable has a buffer of its own. */
    private static boolean meet(List<Buffer> some, List<Buffer> others) {
        return some.stream().anyMatch(buffer -> others.stream().anyMatch(buffer::isSameMemory));
    }

    private static List<Buffer> all(Stream<List<Buffer>> buffers) {
        return buffers.flatMap(List::stream).distinct().toList();
    }

    @Override
    void compute(int from, int to) {
        for (int i = from; i < to && i < steps.size(); i++) {
            steps.get(i).runAll();
        }
    }
}
