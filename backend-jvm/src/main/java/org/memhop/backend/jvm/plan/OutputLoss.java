package org.memhop.backend.jvm.plan;

import java.util.List;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.backend.jvm.kernel.Kernels;

/** From the blocks' largest logits and sums the losses, and what turns each block's exponentials into weighted probabilities. */
final class OutputLoss extends Step {
    private final OutputBlocks blocks;
    private final Buffer weight;
    private final Buffer losses;
    private final Buffer largest;
    private final Buffer scales;
    private final Kernels kernels;

    OutputLoss(Node loss, OutputBlocks blocks, Buffer weight, Buffer losses, Values values) {
        this(
                loss,
                blocks,
                weight,
                losses,
                values.scratch(losses.type, blocks.batch),
                values.scratch(losses.type, blocks.batch),
                values.kernels);
    }

    private OutputLoss(
            Node loss,
            OutputBlocks blocks,
            Buffer weight,
            Buffer losses,
            Buffer largest,
            Buffer scales,
            Kernels kernels) {
        super(
                loss.toString(),
                List.of(blocks.largest, blocks.sums, blocks.picked, weight),
                List.of(blocks.factors, losses, largest, scales));
        this.blocks = blocks;
        this.weight = weight;
        this.losses = losses;
        this.largest = largest;
        this.scales = scales;
        this.kernels = kernels;
    }

    @Override
    void compute(int from, int to) {
        int n = blocks.batch;
        float[] factors = blocks.factors.f32;
        float[] max = largest.f32;
        System.arraycopy(blocks.largest.f32, 0, max, 0, n);
        for (int block = 1; block < blocks.count; block++) {
            for (int b = 0; b < n; b++) {
                max[b] = Math.max(max[b], blocks.largest.f32[block * n + b]);
            }
        }
        for (int block = 0; block < blocks.count; block++) {
            kernels.binary(Op.SUB, blocks.largest.f32, block * n, 1, max, 0, 1, factors, block * n, n);
        }
        kernels.unary(Op.EXP, factors, 0, 1, factors, 0, blocks.count * n);
        for (int b = 0; b < n; b++) {
            float sum = 0;
            for (int block = 0; block < blocks.count; block++) {
                sum = Math.fma(factors[block * n + b], blocks.sums.f32[block * n + b], sum);
            }
            losses.f32[b] = (float) Math.log(sum) - (blocks.picked.f32[b] - max[b]);
            scales.f32[b] = weight.f32[0] / sum;
        }
        for (int block = 0; block < blocks.count; block++) {
            kernels.binary(Op.MUL, factors, block * n, 1, scales.f32, 0, 1, factors, block * n, n);
        }
    }
}
