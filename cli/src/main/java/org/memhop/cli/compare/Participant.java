package org.memhop.cli.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.memhop.core.compare.Agreement;
import org.memhop.core.compare.Comparison.Located;
import org.memhop.core.compare.Finding;

/**
 * A backend that was to be compared, and what came of it.
 *
 * @param failure why it could not run; empty if it could
 * @param agreement its figures; none if it could not run, or was only searched
 * @param searched the graphs in which every operation was judged
 * @param reproduction the folder that shows where it parts
 */
record Participant(
        String id, Optional<String> failure, Agreement agreement, List<Located> searched, Optional<Path> reproduction) {
    private static final Agreement NONE = new Agreement(List.of(), 0, -1);

    static Participant of(String id, Agreement agreement) {
        return new Participant(id, Optional.empty(), agreement, List.of(), Optional.empty());
    }

    static Participant failed(String id, String why) {
        String first = why.lines().findFirst().orElse("");
        return new Participant(id, Optional.of(first), NONE, List.of(), Optional.empty());
    }

    static Participant judged(String id, Located located) {
        return of(id, NONE).searched(List.of(located));
    }

    Participant searched(List<Located> graphs) {
        return new Participant(id, failure, agreement, graphs, reproduction);
    }

    Participant reproducedBy(Path folder) {
        return new Participant(id, failure, agreement, searched, Optional.of(folder));
    }

    /** Whether it could run, every figure is within its tolerance, and no operation was found to be wrong. */
    boolean agrees() {
        return failure.isEmpty() && agreement.agrees() && finding().isEmpty();
    }

    Optional<Finding> finding() {
        return searched.stream()
                .flatMap(located -> located.result().finding().stream())
                .findFirst();
    }

    /** In a word or two. */
    String verdict() {
        return failure.isPresent() ? "cannot run" : agrees() ? "agrees" : "parts";
    }
}
