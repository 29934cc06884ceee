package org.memhop.api.task;

import java.util.List;
import org.memhop.api.ConfigException;

/** What a model learns from or is scored on. */
public sealed interface Examples permits Questions, Text {
    /**
     * The questions, one by one.
     *
     * @throws ConfigException if this is a text, which has none
     */
    default List<Example> questions() {
        throw new ConfigException("expected questions with stories and answers, found a running text");
    }
}
