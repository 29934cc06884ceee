package org.memhop.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;
import org.memhop.core.model.Model;
import org.memhop.core.model.Parameter;
import org.memhop.core.optimize.Optimizer;

/** The training step of {@code core} on a backend. */
final class BackendStep implements Stepper {
    private final Backend backend;
    private final Session session;
    private final Executable step;
    private final HostTensor rate;
    private final List<List<HostTensor>> inputs = new ArrayList<>();

    BackendStep(Workload workload, String id, BackendConfig options) {
        Model model = workload.model();
        backend = workload.plugins().open(id, options);
        session = session(backend, workload);
        step = session.compile(model.step(workload.batch(), false, new Optimizer.Sgd(), workload.clipping()));
        rate = HostTensor.zeros(model.parameters().get(0).variable().type(), Shape.SCALAR);
        for (List<HostTensor> batch : workload.batches()) {
            List<HostTensor> all = new ArrayList<>(batch);
            all.add(rate);
            inputs.add(all);
        }
    }

    /** With the first values of the workload's parameters. */
    static Session session(Backend backend, Workload workload) {
        List<Parameter> parameters = workload.model().parameters();
        Session session =
                backend.newSession(parameters.stream().map(Parameter::variable).toList());
        parameters.forEach(parameter -> session.write(parameter.variable(), workload.initial(parameter)));
        return session;
    }

    @Override
    public double step(int n, float learningRate) {
        rate.set(0, learningRate);
        return step.run(inputs.get(n)).get(0).get(0);
    }

    /** Where the parameters are. */
    Session session() {
        return session;
    }

    /** The plan of the step, where the backend has one to show. */
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
