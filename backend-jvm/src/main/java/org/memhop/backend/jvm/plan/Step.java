package org.memhop.backend.jvm.plan;

import java.util.List;

/**
 * One piece of a plan's work. It falls into parts that may run on different threads at once: which part computes which
 * element is fixed when the plan is made, so the number of threads changes no bit.
 */
public abstract class Step {
    /** Multiply-adds that are worth handing to another thread. */
    private static final long WORTHWHILE = 200_000;

    /** No step falls into more parts. */
    static final int MOST_PARTS = 64;

    private final String name;
    private final List<Buffer> reads;
    private final List<Buffer> writes;
    private int rows = 1;
    private int parts = 1;
    private long cost;

    Step(String name, List<Buffer> reads, List<Buffer> writes) {
        this.name = name;
        this.reads = List.copyOf(reads);
        this.writes = List.copyOf(writes);
    }

    /** Says that the work falls into independent rows, and what one costs; called by a constructor, once. */
    final void splits(int count, long costOfRow) {
        rows = Math.max(1, count);
        cost = rows * costOfRow;
        parts = (int) Math.max(1, Math.min(Math.min(rows, MOST_PARTS), rows * costOfRow / WORTHWHILE));
    }

    /** How many parts there are. */
    public final int parts() {
        return parts;
    }

    /** Computes one part. */
    public final void run(int part) {
        compute(firstRow(part), firstRow(part + 1));
    }

    /** Computes everything at once. */
    public final void runAll() {
        compute(0, rows);
    }

    /** Whether another thread might better compute all of it at the same time as something else. */
    final boolean isLongAndWhole() {
        return parts == 1 && cost >= WORTHWHILE;
    }

    /** The part that starts with a row. */
    final int partOf(int row) {
        int part = (int) ((long) row * parts / rows);
        return firstRow(part) < row ? part + 1 : part;
    }

    private int firstRow(int part) {
        return (int) ((long) rows * part / parts);
    }

    /** Computes rows {@code from} to {@code to}, to the same bits wherever a part begins; a step that does not split is one row. */
    abstract void compute(int from, int to);

    /** Whether the result may be written over this operand. */
    boolean mayOverwrite(Buffer operand) {
        return false;
    }

    final List<Buffer> reads() {
        return reads;
    }

    final List<Buffer> writes() {
        return writes;
    }

    @Override
    public final String toString() {
        return name + (parts > 1 ? " in " + parts + " parts" : "");
    }
}
