package org.memhop.tasks.babi.generate;

import java.util.Optional;

/** Makes a task's question out of an event. */
@FunctionalInterface
interface Asker {
    /** The question that {@code event}, one of the last five, gives rise to; none if its answer cannot be told. */
    Optional<Question> about(Event event, Telling story);
}
