package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.List;
import org.memhop.backend.jvm.kernel.Kernels;

/** Weighted bags of words from one or more tables with the same words and weights: gather, multiply and sum in one pass. */
final class BagStep extends Step {
    private final WordList list;
    private final Buffer weights;
    private final List<Buffer> tables;
    private final List<Buffer> ys;
    private final float[][] tableArrays;
    private final float[][] resultArrays;
    private final int n;
    private final Kernels kernels;

    BagStep(String name, WordList list, Buffer weights, List<Buffer> tables, List<Buffer> ys, int n, Kernels kernels) {
        super(name, reads(list, weights, tables), ys);
        this.list = list;
        this.weights = weights;
        this.tables = List.copyOf(tables);
        this.ys = List.copyOf(ys);
        this.tableArrays = new float[tables.size()][];
        this.resultArrays = new float[tables.size()][];
        this.n = n;
        this.kernels = kernels;
        splits(list.bags, (long) list.length * n * tables.size());
    }

    private static List<Buffer> reads(WordList list, Buffer weights, List<Buffer> tables) {
        List<Buffer> reads = new ArrayList<>(tables);
        reads.addAll(List.of(list.starts, list.entries, weights));
        return reads;
    }

    @Override
    void compute(int from, int to) {
        for (int t = 0; t < tableArrays.length; t++) {
            tableArrays[t] = tables.get(t).f32;
            resultArrays[t] = ys.get(t).f32;
        }
        kernels.bags(
                tableArrays,
                list.starts.i32,
                list.entries.i32,
                weights.f32,
                n,
                from,
                Math.min(to, list.bags),
                resultArrays);
    }
}
