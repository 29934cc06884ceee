package org.memhop.backend.jvm.plan;

import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;

/** What the steps of an {@link OutputLayer} share. Words are numbered by rows here, examples by columns. */
final class OutputBlocks {
    /** Logits of one block: half of a small second-level cache, with the words' rows of W. */
    private static final int LOGITS = 1 << 14;

    final int batch;
    final int words;
    final int width;
    /** Words of one block; the last may be shorter. */
    final int rows;

    final int count;
    /** uᵀ [d, B]. */
    final Buffer columns;
    /** [V, B]: logits, then their exponentials below the block's largest of each example, then the gradient. */
    final Buffer scores;
    /** [blocks, B]: the largest logit. */
    final Buffer largest;
    /** [blocks, B]: the sum of the exponentials. */
    final Buffer sums;
    /** [blocks, B]: what turns the exponentials into probabilities. */
    final Buffer factors;
    /** [B]: the logit of the label. */
    final Buffer picked;

    OutputBlocks(Node logits, Values values) {
        batch = logits.shape().dim(0);
        words = logits.shape().dim(1);
        width = logits.input(0).shape().dim(1);
        rows = Math.max(16, LOGITS / batch / 8 * 8);
        count = (words + rows - 1) / rows;
        columns = values.scratch(DType.F32, width * batch);
        scores = values.scratch(DType.F32, words * batch);
        largest = values.scratch(DType.F32, count * batch);
        sums = values.scratch(DType.F32, count * batch);
        factors = values.scratch(DType.F32, count * batch);
        picked = values.scratch(DType.F32, batch);
    }

    /** Adds the step that lays out the columns. */
    void transpose(Buffer u, Values values) {
        values.add(new TurnStep("columns of the last state", u, columns, 1, batch, width));
    }

    /** The first word of a block, or V after the last. */
    int start(int block) {
        return Math.min(words, block * rows);
    }
}
