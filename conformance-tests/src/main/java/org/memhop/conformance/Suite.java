package org.memhop.conformance;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendProvider;
import org.memhop.conformance.cases.AllCases;

/**
 * The cases that every backend must pass. Exact values, once computed, are kept with the cases: to try several backends, use
 * one suite.
 */
public final class Suite {
    private final List<Case> cases;

    private Suite(List<Case> cases) {
        this.cases = List.copyOf(cases);
    }

    /** All cases. */
    public static Suite standard() {
        return of(AllCases.list());
    }

    /** These cases, whose names must differ. */
    public static Suite of(List<Case> cases) {
        Set<String> names = new HashSet<>();
        for (Case one : cases) {
            if (!names.add(one.name())) {
                throw new IllegalArgumentException("two cases are named \"" + one.name() + "\"");
            }
        }
        return new Suite(cases);
    }

    /** The cases, in the order they are tried. */
    public Stream<Case> cases() {
        return cases.stream();
    }

    /** A part of this suite. */
    public Suite only(Predicate<Case> wanted) {
        return new Suite(cases.stream().filter(wanted).toList());
    }

    /**
     * Tries every case on a backend.
     *
     * @throws org.memhop.api.BackendException if it cannot be opened
     */
    public Report run(BackendProvider provider, BackendConfig config, Deviation... deviations) {
        try (SuiteRun run = new SuiteRun(provider, config, List.of(deviations))) {
            cases.forEach(run::run);
            return run.report();
        }
    }

    /** The first case that a backend fails, if it fails one; none is tried after that. */
    public Optional<CaseResult> firstFailure(BackendProvider provider, BackendConfig config) {
        try (SuiteRun run = new SuiteRun(provider, config, List.of())) {
            return cases.stream().map(run::run).filter(CaseResult::failed).findFirst();
        }
    }
}
