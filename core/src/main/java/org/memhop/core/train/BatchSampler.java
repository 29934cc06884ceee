package org.memhop.core.train;

import org.memhop.core.config.Settings;
import org.memhop.core.data.Batch;
import org.memhop.core.data.EncodedQuestions;
import org.memhop.core.data.Samples;
import org.memhop.core.random.Purpose;
import org.memhop.core.random.RandomStream;

/** Draws the examples of each step, and the noise of their times. For one thread. */
public final class BatchSampler {
    private final Samples samples;
    private final boolean ordered;
    private final double noise;
    private final RandomStream draws;
    private final RandomStream times;
    private int[] order = {};
    private int offset;
    private long orderOf = -1;

    /**
     * @param samples at least one
     * @param seed of the training
     */
    public BatchSampler(Samples samples, Settings settings, long seed) {
        this.samples = samples;
        this.ordered = !settings.text("batches").equals("with-replacement");
        this.noise = settings.real("noise");
        this.draws = new RandomStream(seed, Purpose.BATCH);
        this.times = new RandomStream(seed, Purpose.TIME_NOISE);
    }

    /** Fills a batch for a step: the same one whenever it is asked for. */
    public void fill(Batch batch, long step, long epoch, int stepInEpoch) {
        int segments = batch.size() / batch.segment();
        if (ordered && orderOf != epoch) {
            arrange(batch.segment(), epoch);
        } else if (!ordered) {
            draws.reset(Purpose.BATCH, step, 0);
        }
        for (int g = 0; g < segments; g++) {
            int first = ordered
                    ? offset + batch.segment() * order[(int) (((long) stepInEpoch * segments + g) % order.length)]
                    : draws.nextInt(samples.size());
            put(batch, g, first, step);
        }
    }

    /** Cuts the samples into whole segments, at places that differ from epoch to epoch, and shuffles them. */
    private void arrange(int segment, long epoch) {
        int spare = samples.size() - samples.size() / segment * segment;
        int shift = samples.size() < 2 * segment ? spare : segment - 1;
        draws.reset(Purpose.BATCH, epoch, 1);
        offset = draws.nextInt(shift + 1);
        order = draws.reset(Purpose.BATCH, epoch, 0).permutation((samples.size() - offset) / segment);
        orderOf = epoch;
    }

    private void put(Batch batch, int g, int first, long step) {
        if (noise > 0 && samples instanceof EncodedQuestions questions) {
            batch.set(g, questions.list().get(first), noise, times.reset(Purpose.TIME_NOISE, step, g));
        } else {
            samples.put(batch, g, first);
        }
    }
}
