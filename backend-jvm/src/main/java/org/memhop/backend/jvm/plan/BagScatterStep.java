package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.List;
import org.memhop.backend.jvm.kernel.Kernels;

/** The transpose of {@link BagStep}, added to what the tables hold: no row is repeated for each word in memory. */
final class BagScatterStep extends Step {
    private final WordList list;
    private final Buffer weights;
    private final List<Buffer> xs;
    private final List<Buffer> tables;
    private final float[][] rowArrays;
    private final float[][] tableArrays;
    private final int n;
    private final Kernels kernels;

    BagScatterStep(
            String name, WordList list, Buffer weights, List<Buffer> xs, List<Buffer> tables, int n, Kernels kernels) {
        super(name, reads(list, weights, xs, tables), tables);
        this.list = list;
        this.weights = weights;
        this.xs = List.copyOf(xs);
        this.tables = List.copyOf(tables);
        this.rowArrays = new float[xs.size()][];
        this.tableArrays = new float[xs.size()][];
        this.n = n;
        this.kernels = kernels;
        splits(xs.size(), (long) list.words() * n);
    }

    private static List<Buffer> reads(WordList list, Buffer weights, List<Buffer> xs, List<Buffer> tables) {
        List<Buffer> reads = new ArrayList<>(xs);
        reads.addAll(tables);
        reads.addAll(List.of(list.starts, list.entries, weights));
        return reads;
    }

    @Override
    void compute(int from, int to) {
        for (int t = 0; t < tableArrays.length; t++) {
            rowArrays[t] = xs.get(t).f32;
            tableArrays[t] = tables.get(t).f32;
        }
        kernels.scatterBags(
                rowArrays, list.starts.i32, list.entries.i32, weights.f32, n, list.bags, from, to, tableArrays);
    }
}
