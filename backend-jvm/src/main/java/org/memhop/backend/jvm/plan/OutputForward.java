package org.memhop.backend.jvm.plan;

import java.util.List;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.backend.jvm.kernel.Kernels;
import org.memhop.backend.jvm.kernel.Layout;
import org.memhop.backend.jvm.kernel.Product;

/** The logits of each block of words, and their exponentials below the block's largest of each example. */
final class OutputForward extends Step {
    private final OutputBlocks blocks;
    private final Buffer w;
    private final Buffer labels;
    private final Buffer scratch;
    private final Product product;
    private final Kernels kernels;

    private OutputForward(
            String name,
            OutputBlocks blocks,
            Buffer w,
            Buffer labels,
            Buffer scratch,
            Product product,
            Kernels kernels) {
        super(
                name,
                List.of(blocks.columns, w, labels),
                List.of(blocks.scores, blocks.largest, blocks.sums, blocks.picked, scratch));
        this.blocks = blocks;
        this.w = w;
        this.labels = labels;
        this.scratch = scratch;
        this.product = product;
        this.kernels = kernels;
        splits(blocks.count, (long) blocks.rows * blocks.batch * blocks.width);
    }

    static void plan(Node logits, OutputBlocks blocks, Buffer w, Buffer labels, Values values) {
        int n = blocks.batch;
        int k = blocks.width;
        Product product = values.kernels.product(new Layout(blocks.rows, n, k, k, 1, n, 1));
        Buffer scratch = values.scratch(DType.F32, product.scratch() * MOST_PARTS);
        values.add(new OutputForward(
                "exponentials by words of " + logits, blocks, w, labels, scratch, product, values.kernels));
    }

    @Override
    void compute(int from, int to) {
        int n = blocks.batch;
        for (int block = from; block < to && block < blocks.count; block++) {
            int first = blocks.start(block);
            int last = blocks.start(block + 1);
            product.compute(
                    w.f32,
                    first * blocks.width,
                    blocks.columns.f32,
                    0,
                    blocks.scores.f32,
                    first * n,
                    last - first,
                    n,
                    scratch.f32,
                    partOf(from) * product.scratch());
            for (int b = 0; b < n; b++) {
                int label = labels.i32[b];
                if (label >= first && label < last) {
                    blocks.picked.f32[b] = blocks.scores.f32[label * n + b];
                }
            }
            kernels.exponentialColumns(
                    blocks.scores.f32, first * n, last - first, n, blocks.largest.f32, blocks.sums.f32, block * n);
        }
    }
}
