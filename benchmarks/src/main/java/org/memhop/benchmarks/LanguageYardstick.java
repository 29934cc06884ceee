package org.memhop.benchmarks;

import java.util.List;
import org.memhop.api.graph.HostTensor;
import org.memhop.benchmarks.yardstick.LanguageSizes;
import org.memhop.benchmarks.yardstick.LanguageStep;
import org.memhop.core.model.Model;
import org.memhop.core.model.Parameter;
import org.memhop.core.optimize.Clipping;

/** The language model's hand-written step, reading the very arrays that the backends are given. */
final class LanguageYardstick implements Stepper {
    private final Workload workload;
    private final LanguageStep step;
    private final float clip;

    /** On so many threads; the workload's clipping must be global. */
    LanguageYardstick(Workload workload, int threads) {
        this.workload = workload;
        Model model = workload.model();
        step = new LanguageStep(
                new LanguageSizes(
                        workload.batch(),
                        segment(workload),
                        model.size().slots(),
                        model.settings().whole("dimension"),
                        model.size().vocabulary(),
                        workload.hops()),
                threads);
        for (Parameter parameter : model.parameters()) {
            step.write(parameter.variable().name(), workload.initial(parameter).floats());
        }
        clip = (float) ((Clipping.Global) workload.clipping()).norm();
    }

    @Override
    public double step(int n, float rate) {
        List<HostTensor> batch = workload.batches().get(n);
        return step.train(batch.get(0).ints(), batch.get(3).ints(), rate, clip);
    }

    /** S: how many targets share their memory. */
    static int segment(Workload workload) {
        List<HostTensor> batch = workload.batches().get(0);
        return batch.get(3).shape().dim(0) / batch.get(0).shape().dim(0);
    }

    /** What computes. */
    LanguageStep step() {
        return step;
    }

    @Override
    public void close() {
        step.close();
    }
}
