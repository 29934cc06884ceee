package org.memhop.benchmarks;

import java.util.Arrays;
import java.util.List;
import org.memhop.api.graph.HostTensor;
import org.memhop.benchmarks.yardstick.FusedMemN2N;
import org.memhop.benchmarks.yardstick.FusedMemN2N.Sizes;

/** The hand-fused network, reading the very arrays that the backends are given. */
final class YardstickContender implements Contender {
    private final Workload workload;
    private final FusedMemN2N network;
    private final float clip;
    private final int[] found;

    YardstickContender(Workload workload, boolean vectorised) {
        this.workload = workload;
        found = new int[workload.batch()];
        int d = workload.model().settings().whole("dimension");
        int places = workload.places();
        Sizes sizes = new Sizes(
                workload.hops(), d, workload.words(), workload.model().size().slots(), places, places);
        float[][] l = positions(places, d);
        network = vectorised ? FusedMemN2N.vectorised(sizes, l, l) : FusedMemN2N.plain(sizes, l, l);
        for (int k = 0; k <= workload.hops(); k++) {
            float[] values = workload.initial(k).floats();
            float[][] table = new float[workload.words()][];
            for (int v = 0; v < table.length; v++) {
                table[v] = Arrays.copyOfRange(values, v * d, (v + 1) * d);
            }
            network.setTable(k, table);
        }
        clip = (float) workload.model().settings().real("clip-norm");
    }

    /** The weights of the setting {@code position-authors}: {@code 1 + 4 (k − (d+1)/2)(j − (J+1)/2) / (d J)}. */
    private static float[][] positions(int length, int d) {
        float[][] l = new float[length][d];
        for (int j = 1; j <= length; j++) {
            for (int k = 1; k <= d; k++) {
                l[j - 1][k - 1] = (float) (1 + 4 * (k - (d + 1) / 2.0) * (j - (length + 1) / 2.0) / (d * length));
            }
        }
        return l;
    }

    @Override
    public double step(int n, float rate) {
        List<HostTensor> batch = workload.batches().get(n);
        return network.train(
                batch.get(0).ints(), batch.get(2).ints(), batch.get(3).ints(), workload.batch(), true, rate, clip);
    }

    @Override
    public int[] answer(int n) {
        List<HostTensor> batch = workload.batches().get(n);
        network.answer(batch.get(0).ints(), batch.get(2).ints(), workload.batch(), true, found);
        return found;
    }

    @Override
    public int ask(int n) {
        List<HostTensor> question = workload.questions().get(n);
        network.answer(question.get(0).ints(), question.get(2).ints(), 1, true, found);
        return found[0];
    }

    @Override
    public float[] table(int k) {
        float[][] table = network.table(k);
        float[] values = new float[table.length * table[0].length];
        for (int v = 0; v < table.length; v++) {
            System.arraycopy(table[v], 0, values, v * table[v].length, table[v].length);
        }
        return values;
    }

    @Override
    public void close() {
        // Holds nothing but memory.
    }
}
