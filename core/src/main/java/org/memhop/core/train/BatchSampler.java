package org.memhop.core.train;

import java.util.List;
import org.memhop.core.config.Settings;
import org.memhop.core.data.Batch;
import org.memhop.core.data.EncodedExample;
import org.memhop.core.random.Purpose;
import org.memhop.core.random.RandomStream;

/** Draws the examples of each step, and the noise of their times. For one thread. */
public final class BatchSampler {
    private final List<EncodedExample> examples;
    private final boolean shuffled;
    private final double noise;
    private final RandomStream draws;
    private final RandomStream times;
    private int[] order = {};
    private long orderOf = -1;

    /**
     * @param examples at least one
     * @param seed of the training
     */
    public BatchSampler(List<EncodedExample> examples, Settings settings, long seed) {
        this.examples = examples;
        this.shuffled = settings.text("batches").equals("shuffled");
        this.noise = settings.real("noise");
        this.draws = new RandomStream(seed, Purpose.BATCH);
        this.times = new RandomStream(seed, Purpose.TIME_NOISE);
    }

    /** Fills a batch for a step: the same one whenever it is asked for. */
    public void fill(Batch batch, long step, long epoch, int stepInEpoch) {
        if (shuffled && orderOf != epoch) {
            order = draws.reset(Purpose.BATCH, epoch, 0).permutation(examples.size());
            orderOf = epoch;
        } else if (!shuffled) {
            draws.reset(Purpose.BATCH, step, 0);
        }
        for (int b = 0; b < batch.size(); b++) {
            int chosen = shuffled
                    ? order[(int) (((long) stepInEpoch * batch.size() + b) % order.length)]
                    : draws.nextInt(examples.size());
            if (noise > 0) {
                batch.set(b, examples.get(chosen), noise, times.reset(Purpose.TIME_NOISE, step, b));
            } else {
                batch.set(b, examples.get(chosen));
            }
        }
    }
}
