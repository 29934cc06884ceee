package org.memhop.tasks.babi.format;

import java.util.List;

/** A line that tells something: one memory of the network. */
public record Statement(int id, List<String> words) implements BabiLine {
    public Statement {
        words = List.copyOf(words);
    }
}
