package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.memhop.api.graph.DType;
import org.memhop.backend.jvm.kernel.Bags;

/**
 * Lists the words of every bag with the row of weights that each takes, once for all tables that are read or written with
 * these indices. Null words are left out where that changes nothing: where row 0 of every table is zero when the step runs.
 */
final class WordList extends Step {
    /** What may be left out. */
    enum Skip {
        /** Nothing. */
        NEVER,
        /** Index 0, if row 0 of every table is zero. */
        ZERO_ROWS,
        /** Index 0. */
        ALWAYS
    }

    /** For bag i, where its words start in {@link #entries}; one more at the end. */
    final Buffer starts;
    /** Word and row of weights, in turn. */
    final Buffer entries;

    final int bags;
    private final Buffer words;
    private final List<Buffer> picked;
    final int length;
    private final boolean weighted;
    private final Skip skip;
    private final List<Buffer> tables = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();

    /** {@code picked} has the rows of weights if they are given for each word, else it is empty. */
    WordList(Buffer words, List<Buffer> picked, int length, boolean weighted, Skip skip, Values values) {
        this(
                words,
                picked,
                length,
                weighted,
                skip,
                values.scratch(DType.I32, words.size / length + 1),
                values.scratch(DType.I32, 2 * words.size));
    }

    private WordList(
            Buffer words, List<Buffer> picked, int length, boolean weighted, Skip skip, Buffer starts, Buffer entries) {
        super(
                "list the words of " + words.size / length + " bags of " + length + ", skip " + skip,
                Stream.concat(Stream.of(words), picked.stream()).toList(),
                List.of(starts, entries));
        this.words = words;
        this.picked = List.copyOf(picked);
        this.length = length;
        this.weighted = weighted;
        this.skip = skip;
        this.starts = starts;
        this.entries = entries;
        this.bags = words.size / length;
    }

    /** The most words there can be. */
    int words() {
        return bags * length;
    }

    /** Says that a table is read through this list; it must be there before the step runs. */
    void reads(Buffer table, int width) {
        tables.add(table);
        widths.add(width);
    }

    @Override
    void compute(int from, int to) {
        int first = skips() ? 1 : 0;
        if (picked.isEmpty()) {
            Bags.list(words.i32, bags, length, first, weighted, starts.i32, entries.i32);
        } else {
            Bags.list(words.i32, picked.get(0).i32, bags, length, first, starts.i32, entries.i32);
        }
    }

    private boolean skips() {
        if (skip != Skip.ZERO_ROWS) {
            return skip == Skip.ALWAYS;
        }
        for (int t = 0; t < tables.size(); t++) {
            float[] table = tables.get(t).f32;
            for (int i = 0; i < widths.get(t); i++) {
                if (table[i] != 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
