package org.memhop.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.Executable;
import org.memhop.api.graph.HostTensor;

/** The network of {@code core} on a backend: the graphs that training, scoring and answering run. */
final class BackendContender implements Contender {
    private final Workload workload;
    private final BackendStep step;
    private final Executable scoring;
    private final Executable answering;
    private final List<List<HostTensor>> askInputs = new ArrayList<>();

    BackendContender(Workload workload, String id, Map<String, String> options) {
        this.workload = workload;
        step = new BackendStep(workload, id, new BackendConfig(options));
        scoring = step.session().compile(workload.model().scoring(workload.batch(), false));
        answering = step.session().compile(workload.model().answering(1));
        workload.questions().forEach(question -> askInputs.add(question.subList(0, 3)));
    }

    @Override
    public double step(int n, float learningRate) {
        return step.step(n, learningRate);
    }

    @Override
    public int[] answer(int n) {
        return scoring.run(workload.batches().get(n)).get(1).ints();
    }

    @Override
    public int ask(int n) {
        float[] probabilities = answering.run(askInputs.get(n)).get(0).floats();
        int best = 0;
        for (int v = 1; v < probabilities.length; v++) {
            best = probabilities[v] > probabilities[best] ? v : best;
        }
        return best;
    }

    @Override
    public float[] table(int k) {
        return step.session().read(workload.parameter(k).variable()).floats();
    }

    /** The plan of a training step, where the backend has one to show. */
    @Override
    public String toString() {
        return step.toString();
    }

    @Override
    public void close() {
        step.close();
    }
}
