package org.memhop.backend.jvm.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.backend.jvm.kernel.Kernels;
import org.memhop.backend.jvm.kernel.Layout;
import org.memhop.backend.jvm.kernel.Product;

/**
 * From exponentials the gradient of the logits, some blocks of words at a time, and from these the rows of W's gradient and a
 * part of the sum that is u's.
 */
final class OutputBackward extends Step {
    /** Words of one part: enough that the sum of the parts costs little. */
    private static final int WORDS = 512;

    private static final int MOST_GROUPS = 32;

    /** What is read besides the blocks. */
    record Operands(Buffer u, Buffer w, Buffer labels, Buffer weight) {}

    /** The products of one group of blocks; the last group may be shorter. */
    private record Products(Product state, Product lastState, Product table) {
        static Products of(OutputBlocks blocks, int size, Kernels kernels) {
            int m = blocks.batch;
            int n = blocks.width;
            int last = blocks.words - blocks.start((groups(blocks, size) - 1) * size);
            return new Products(
                    kernels.product(new Layout(m, n, size * blocks.rows, 1, m, n, 1)),
                    kernels.product(new Layout(m, n, last, 1, m, n, 1)),
                    kernels.product(new Layout(size * blocks.rows, n, m, m, 1, n, 1)));
        }

        int room() {
            return Math.max(Math.max(state.scratch(), lastState.scratch()), table.scratch());
        }
    }

    private final OutputBlocks blocks;
    private final Operands operands;
    private final Optional<Buffer> partial;
    private final Optional<Buffer> table;
    private final Buffer scratch;
    private final Products products;
    private final int size;
    private final Kernels kernels;

    private OutputBackward(
            Node logits,
            OutputBlocks blocks,
            Operands operands,
            Optional<Buffer> partial,
            Optional<Buffer> table,
            Buffer scratch,
            Products products,
            int size,
            Kernels kernels) {
        super(
                "gradients by words of " + logits,
                List.of(blocks.scores, blocks.factors, operands.u, operands.w, operands.labels, operands.weight),
                Stream.of(Optional.of(blocks.scores), Optional.of(scratch), partial, table)
                        .flatMap(Optional::stream)
                        .toList());
        this.blocks = blocks;
        this.operands = operands;
        this.partial = partial;
        this.table = table;
        this.scratch = scratch;
        this.products = products;
        this.size = size;
        this.kernels = kernels;
        splits(groups(blocks, size), 2L * size * blocks.rows * blocks.batch * blocks.width);
    }

    private static int groups(OutputBlocks blocks, int size) {
        return (blocks.count + size - 1) / size;
    }

    /**
     * Adds the steps.
     *
     * @param state the gradient of u, if something needs it
     * @param table the gradient of W, if something needs it
     */
    static void plan(
            Node logits,
            OutputBlocks blocks,
            Operands operands,
            Optional<Buffer> state,
            Optional<Buffer> table,
            Values values) {
        int size = Math.max(Math.max(1, WORDS / blocks.rows), (blocks.count + MOST_GROUPS - 1) / MOST_GROUPS);
        int groups = groups(blocks, size);
        int result = blocks.batch * blocks.width;
        Products products = Products.of(blocks, size, values.kernels);
        Optional<Buffer> partial = state.map(y -> values.scratch(DType.F32, groups * result));
        Buffer scratch = values.scratch(DType.F32, products.room() * groups);
        values.add(
                new OutputBackward(logits, blocks, operands, partial, table, scratch, products, size, values.kernels));
        if (state.isPresent() && partial.isPresent()) {
            String name = "sum over the words of " + logits;
            values.add(new SumStep(name, partial.get(), state.get(), 1, groups, result, values.kernels));
        }
    }

    @Override
    void compute(int from, int to) {
        int n = blocks.batch;
        int d = blocks.width;
        float[] g = blocks.scores.f32;
        int groups = groups(blocks, size);
        for (int group = from; group < to && group < groups; group++) {
            int first = blocks.start(group * size);
            int last = blocks.start((group + 1) * size);
            differences(first, last);
            int room = group * products.room();
            if (table.isPresent()) {
                products.table.compute(
                        g,
                        first * n,
                        operands.u.f32,
                        0,
                        table.get().f32,
                        first * d,
                        last - first,
                        d,
                        scratch.f32,
                        room);
            }
            if (partial.isPresent()) {
                (group < groups - 1 ? products.state : products.lastState)
                        .compute(
                                g,
                                first * n,
                                operands.w.f32,
                                first * d,
                                partial.get().f32,
                                group * n * d,
                                n,
                                d,
                                scratch.f32,
                                room);
            }
        }
    }

    /** The gradient of the logits of some words: their probabilities, less one at an example's label, by its weight. */
    private void differences(int first, int last) {
        int n = blocks.batch;
        float[] g = blocks.scores.f32;
        for (int word = first; word < last; word++) {
            kernels.binary(Op.MUL, g, word * n, 1, blocks.factors.f32, word / blocks.rows * n, 1, g, word * n, n);
        }
        for (int b = 0; b < n; b++) {
            int label = operands.labels.i32[b];
            if (label >= first && label < last) {
                g[label * n + b] -= operands.weight.f32[0];
            }
        }
    }
}
