package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.memhop.api.graph.DType;
import org.memhop.backend.jvm.kernel.BagKernel;
import org.memhop.backend.jvm.kernel.BagShape;

/** The transpose of {@link BagStep}, added to what the tables hold: no row is repeated for each word in memory. */
final class BagScatterStep extends Step {
    private final WordList list;
    private final Buffer weights;
    private final List<Buffer> xs;
    private final List<Buffer> tables;
    private final float[][] rowArrays;
    private final float[][] tableArrays;
    private final Buffer scratch;
    private final BagKernel kernel;

    private BagScatterStep(
            String name,
            WordList list,
            Buffer weights,
            List<Buffer> xs,
            List<Buffer> tables,
            Buffer scratch,
            BagKernel kernel,
            BagShape shape) {
        super(
                name,
                reads(list, weights, xs, tables),
                Stream.concat(tables.stream(), Stream.of(scratch)).toList());
        this.list = list;
        this.weights = weights;
        this.xs = List.copyOf(xs);
        this.tables = List.copyOf(tables);
        this.rowArrays = new float[xs.size()][];
        this.tableArrays = new float[xs.size()][];
        this.scratch = scratch;
        this.kernel = kernel;
        splits(xs.size(), (long) list.words() * shape.n());
    }

    /** Adds the step that adds to tables of one height, {@code n} wide. */
    static void plan(
            String name, WordList list, Buffer weights, List<Buffer> xs, List<Buffer> tables, int n, Values values) {
        BagShape shape = new BagShape(tables.size(), tables.get(0).size / n, weights.size / n, n, list.words());
        BagKernel kernel = values.kernels.bags(shape);
        Buffer scratch = values.scratch(DType.F32, kernel.scratch());
        values.add(new BagScatterStep(name, list, weights, xs, tables, scratch, kernel, shape));
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
        kernel.scatter(
                rowArrays,
                weights.f32,
                list.starts.i32,
                list.entries.i32,
                list.bags,
                from,
                to,
                tableArrays,
                scratch.f32);
    }
}
