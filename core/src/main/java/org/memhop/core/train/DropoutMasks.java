package org.memhop.core.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.core.model.Mask;
import org.memhop.core.model.Model;
import org.memhop.core.random.Purpose;
import org.memhop.core.random.RandomStream;

/**
 * Draws what each step of a training drops, into tensors that are filled again and again. Eight random bits decide on an
 * element, so rates are multiples of 1/256, the nearest to what was asked for. For one thread.
 */
public final class DropoutMasks {
    private static final int LEVELS = 256;

    private final List<Mask> masks;
    private final List<HostTensor> tensors = new ArrayList<>();
    private final List<float[]> factors = new ArrayList<>();
    private final RandomStream random;

    /**
     * The masks of a model's training graphs.
     *
     * @param batch rows of a batch
     * @param seed of the training
     */
    public DropoutMasks(Model model, int batch, long seed) {
        this.masks = model.masks(batch);
        this.random = new RandomStream(seed, Purpose.DROPOUT);
        DType type = model.parameters().get(0).variable().type();
        for (Mask mask : masks) {
            tensors.add(HostTensor.zeros(type, mask.shape()));
            factors.add(factors(mask.rate()));
        }
    }

    /** What stands for each value of eight bits: 0 for the share that is dropped. */
    private static float[] factors(double rate) {
        int dropped = (int) Math.rint(rate * LEVELS);
        float[] factors = new float[LEVELS];
        Arrays.fill(factors, dropped, LEVELS, (float) ((double) LEVELS / (LEVELS - dropped)));
        return factors;
    }

    /** The masks in the order a training graph takes them, after all else. */
    public List<HostTensor> tensors() {
        return tensors;
    }

    /** Draws the masks of a step: the same ones whenever they are asked for. */
    public void fill(long step) {
        for (int i = 0; i < masks.size(); i++) {
            random.reset(Purpose.DROPOUT, step, masks.get(i).place());
            fill(tensors.get(i), factors.get(i));
        }
    }

    private void fill(HostTensor tensor, float[] factors) {
        int size = tensor.shape().size();
        int bits = 0;
        for (int i = 0; i < size; i++) {
            bits = (i & 3) == 0 ? random.nextInt() : bits >>> 8;
            tensor.set(i, factors[bits & LEVELS - 1]);
        }
    }
}
