package org.memhop.api.task;

import java.util.List;

/** Questions, each with a story and an answer of its own. */
public record Questions(List<Example> list) implements Examples {
    @Override
    public List<Example> questions() {
        return list;
    }
}
