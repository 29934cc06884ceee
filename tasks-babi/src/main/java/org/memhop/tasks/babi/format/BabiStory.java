package org.memhop.tasks.babi.format;

import java.util.ArrayList;
import java.util.List;

/** A run of lines numbered from 1; a question's story is the statements before it, never the questions. */
public record BabiStory(List<BabiLine> lines) {
    public BabiStory {
        lines = List.copyOf(lines);
    }

    /** The questions, in order. */
    public List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (BabiLine line : lines) {
            if (line instanceof Query query) {
                queries.add(query);
            }
        }
        return queries;
    }

    /** The statements, in order. */
    public List<Statement> statements() {
        return statementsBefore(Integer.MAX_VALUE);
    }

    /** The statements that stand before line {@code id}: what the question of that number may draw on. */
    public List<Statement> statementsBefore(int id) {
        List<Statement> statements = new ArrayList<>();
        for (BabiLine line : lines) {
            if (line instanceof Statement statement && statement.id() < id) {
                statements.add(statement);
            }
        }
        return statements;
    }
}
