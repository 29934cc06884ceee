package org.memhop.conformance.random;

import java.util.ArrayList;
import java.util.List;
import org.memhop.api.graph.DType;
import org.memhop.conformance.Case;
import org.memhop.conformance.Failure;
import org.memhop.conformance.GraphCheck;
import org.memhop.conformance.Group;
import org.memhop.conformance.Trial;

/** Operations meet in ways that nobody listed: graphs drawn at random, the same in every run. */
public final class RandomCases {
    private static final int ANY = 80;
    private static final int NETWORKS = 40;
    private static final int[] WIDTHS = {3, 16, 20};

    private RandomCases() {}

    /** Both kinds of graphs, in both types. */
    public static List<Case> list() {
        List<Case> cases = new ArrayList<>();
        for (DType type : List.of(DType.F32, DType.F64)) {
            for (int seed = 0; seed < ANY; seed++) {
                long from = seed;
                cases.add(random("any operations, " + type + ", seed " + seed, () -> AnyGraph.of(from, type)));
            }
            for (int seed = 0; seed < NETWORKS; seed++) {
                long from = seed;
                int width = WIDTHS[seed % WIDTHS.length];
                cases.add(random(
                        "bags, attention and descent, " + type + ", width " + width + ", seed " + seed,
                        () -> NetworkGraph.of(from, width, type)));
            }
        }
        return cases;
    }

    /** Draws a sample, the same every time. */
    private interface Source {
        Sample draw();
    }

    private static Case random(String name, Source source) {
        return new Case(Group.RANDOM_GRAPHS, "random graph: " + name, trial -> check(trial, source.draw()));
    }

    static void check(Trial trial, Sample sample) {
        try {
            GraphCheck.of(trial, sample.graph(), sample.variables(), sample.inputs());
        } catch (Failure | RuntimeException first) {
            Sample smallest = new Shrinker(trial.reference(), candidate -> fails(trial, candidate)).shrink(sample);
            throw new Failure(why(trial, smallest, first) + "\nThe smallest graph that fails:\n"
                    + smallest.graph().toText() + "\nAs a test:\n\n"
                    + JavaSource.of(smallest, trial.backend().info().id(), "RandomGraphTest"));
        }
    }

    private static boolean fails(Trial trial, Sample sample) {
        try {
            GraphCheck.of(trial, sample.graph(), sample.variables(), sample.inputs());
            return false;
        } catch (Failure | RuntimeException e) {
            return true;
        }
    }

    private static String why(Trial trial, Sample smallest, Throwable first) {
        try {
            GraphCheck.of(trial, smallest.graph(), smallest.variables(), smallest.inputs());
            return String.valueOf(first.getMessage());
        } catch (Failure | RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
