package org.memhop.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;
import org.memhop.core.model.Model;
import org.memhop.core.model.Parameter;
import org.memhop.core.optimize.Clipping;
import org.memhop.core.optimize.Optimizer;

/** The network of {@code core} on a backend: the graphs that training, scoring and answering run. */
final class BackendContender implements Contender {
    private final Workload workload;
    private final Backend backend;
    private final Session session;
    private final Executable step;
    private final Executable scoring;
    private final Executable answering;
    private final HostTensor rate;
    private final List<List<HostTensor>> stepInputs = new ArrayList<>();
    private final List<List<HostTensor>> askInputs = new ArrayList<>();

    BackendContender(Workload workload, String id, Map<String, String> options) {
        this.workload = workload;
        Model model = workload.model();
        backend = workload.plugins().open(id, new BackendConfig(options));
        session = backend.newSession(
                model.parameters().stream().map(Parameter::variable).toList());
        for (int k = 0; k <= workload.hops(); k++) {
            session.write(workload.parameter(k).variable(), workload.initial(k));
        }
        Clipping clipping = new Clipping.PerMatrix(model.settings().real("clip-norm"));
        step = session.compile(model.step(Workload.BATCH, false, new Optimizer.Sgd(), clipping));
        scoring = session.compile(model.scoring(Workload.BATCH, false));
        answering = session.compile(model.answering(1));
        rate = HostTensor.zeros(workload.parameter(0).variable().type(), Shape.SCALAR);
        for (List<HostTensor> batch : workload.batches()) {
            List<HostTensor> inputs = new ArrayList<>(batch);
            inputs.add(rate);
            stepInputs.add(inputs);
        }
        workload.questions().forEach(question -> askInputs.add(question.subList(0, 3)));
    }

    @Override
    public double step(int n, float learningRate) {
        rate.set(0, learningRate);
        return step.run(stepInputs.get(n)).get(0).get(0);
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
        return session.read(workload.parameter(k).variable()).floats();
    }

    /** The plan of a training step, where the backend has one to show. */
    @Override
    public String toString() {
        return step.toString();
    }

    @Override
    public void close() {
        session.close();
        backend.close();
    }
}
