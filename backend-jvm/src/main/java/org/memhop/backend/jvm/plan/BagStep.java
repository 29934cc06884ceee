package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.memhop.api.graph.DType;
import org.memhop.backend.jvm.kernel.BagKernel;
import org.memhop.backend.jvm.kernel.BagShape;

/** Weighted bags of words from one or more tables with the same words and weights: gather, multiply and sum in one pass. */
final class BagStep extends Step {
    private final WordList list;
    private final Buffer weights;
    private final List<Buffer> tables;
    private final List<Buffer> ys;
    private final Buffer scratch;
    private final BagKernel kernel;
    private final float[][] tableArrays;
    private final float[][] resultArrays;

    private BagStep(
            String name,
            WordList list,
            Buffer weights,
            List<Buffer> tables,
            List<Buffer> ys,
            Buffer scratch,
            BagKernel kernel,
            BagShape shape) {
        super(name, reads(list, weights, tables, scratch), ys);
        this.list = list;
        this.weights = weights;
        this.tables = List.copyOf(tables);
        this.ys = List.copyOf(ys);
        this.scratch = scratch;
        this.kernel = kernel;
        this.tableArrays = new float[tables.size()][];
        this.resultArrays = new float[tables.size()][];
        splits(list.bags, (long) list.length * shape.n() * tables.size());
    }

    /** Adds the steps of bags from tables of one height, {@code n} wide. */
    static void plan(
            String name, WordList list, Buffer weights, List<Buffer> tables, List<Buffer> ys, int n, Values values) {
        BagShape shape = new BagShape(tables.size(), tables.get(0).size / n, weights.size / n, n, list.words());
        BagKernel kernel = values.kernels.bags(shape);
        Buffer scratch = values.scratch(DType.F32, kernel.scratch());
        values.add(new Preparation(weights, tables, scratch, kernel));
        values.add(new BagStep(name, list, weights, tables, ys, scratch, kernel, shape));
    }

    private static List<Buffer> reads(WordList list, Buffer weights, List<Buffer> tables, Buffer scratch) {
        List<Buffer> reads = new ArrayList<>(tables);
        reads.addAll(List.of(list.starts, list.entries, weights, scratch));
        return reads;
    }

    @Override
    void compute(int from, int to) {
        for (int t = 0; t < tableArrays.length; t++) {
            tableArrays[t] = tables.get(t).f32;
            resultArrays[t] = ys.get(t).f32;
        }
        kernel.bags(
                tableArrays,
                weights.f32,
                list.starts.i32,
                list.entries.i32,
                from,
                Math.min(to, list.bags),
                resultArrays,
                scratch.f32);
    }

    /** Lays out tables and weights once for all parts. */
    private static final class Preparation extends Step {
        private final Buffer weights;
        private final List<Buffer> tables;
        private final Buffer scratch;
        private final BagKernel kernel;
        private final float[][] tableArrays;

        Preparation(Buffer weights, List<Buffer> tables, Buffer scratch, BagKernel kernel) {
            super(
                    "tables side by side",
                    Stream.concat(tables.stream(), Stream.of(weights)).toList(),
                    List.of(scratch));
            this.weights = weights;
            this.tables = List.copyOf(tables);
            this.scratch = scratch;
            this.kernel = kernel;
            this.tableArrays = new float[tables.size()][];
        }

        @Override
        void compute(int from, int to) {
            for (int t = 0; t < tableArrays.length; t++) {
                tableArrays[t] = tables.get(t).f32;
            }
            kernel.prepare(tableArrays, weights.f32, scratch.f32);
        }
    }
}
