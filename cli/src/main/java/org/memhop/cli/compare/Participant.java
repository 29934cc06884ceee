package org.memhop.cli.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.memhop.api.MemhopException;
import org.memhop.core.compare.Agreement;
import org.memhop.core.compare.Comparison.Located;
import org.memhop.core.compare.Finding;

/**
 * A backend that was to be compared, and what came of it.
 *
 * @param failure why it could not run, or not all that was asked of it, first in a line; empty if it could
 * @param agreement its figures; none if it could not run, or was only searched
 * @param searched the graphs in which every operation was judged
 * @param reproduction the folder that shows where it parts
 */
record Participant(
        String id, Optional<String> failure, Agreement agreement, List<Located> searched, Optional<Path> reproduction) {
    private static final Agreement NONE = new Agreement(List.of(), 0, -1);

    /** Before anything is known of it. */
    static Participant of(String id) {
        return new Participant(id, Optional.empty(), NONE, List.of(), Optional.empty());
    }

    /** A backend that throws what it should not has failed like any other, and says where its error is to be sought. */
    Participant failed(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        String why = message.isBlank() ? "it does not say why" : message.strip();
        if (!(thrown instanceof MemhopException)) {
            StackTraceElement[] trace = thrown.getStackTrace();
            why = "it threw " + thrown.getClass().getName() + ": "
                    + why.lines().findFirst().orElse(why) + (trace.length == 0 ? "" : ", at " + trace[0]);
        }
        return new Participant(id, Optional.of(why), agreement, searched, reproduction);
    }

    Participant with(Agreement figures) {
        return new Participant(id, failure, figures, searched, reproduction);
    }

    Participant searched(List<Located> graphs) {
        return new Participant(id, failure, agreement, graphs, reproduction);
    }

    Participant reproducedBy(Path folder) {
        return new Participant(id, failure, agreement, searched, Optional.of(folder));
    }

    /** Whether it could run, every figure is within its tolerance, and no operation was found to be wrong. */
    boolean agrees() {
        return verdict() == Verdict.AGREES;
    }

    Optional<Finding> finding() {
        return searched.stream()
                .flatMap(located -> located.result().finding().stream())
                .findFirst();
    }

    Verdict verdict() {
        boolean parts = !agreement.agrees() || finding().isPresent();
        return parts ? Verdict.PARTS : failure.isPresent() ? Verdict.CANNOT_RUN : Verdict.AGREES;
    }
}
