package org.memhop.backend.jvm;

import java.util.List;
import java.util.Optional;
import org.memhop.api.backend.Checks;
import org.memhop.api.backend.Executable;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.backend.jvm.plan.Plan;
import org.memhop.backend.jvm.plan.Step;

/** Runs a plan: binds the inputs, computes every step in order, and commits the updates once nothing can fail any more. */
final class JvmExecutable implements Executable {
    private final JvmSession session;
    private final Graph graph;
    private final Plan plan;
    private final Workers workers;
    private final Optional<StepTimes> times;
    private volatile boolean closed;

    JvmExecutable(JvmSession session, Graph graph, Plan plan, Workers workers, boolean timed) {
        this.session = session;
        this.graph = graph;
        this.plan = plan;
        this.workers = workers;
        this.times = timed ? Optional.of(new StepTimes(plan.steps())) : Optional.empty();
    }

    @Override
    public List<HostTensor> run(List<HostTensor> inputs) {
        session.requireOpen();
        if (closed) {
            throw Checks.closed("the executable");
        }
        Checks.inputs(graph, inputs);
        for (int i = 0; i < inputs.size(); i++) {
            plan.inputs()[i].bind(inputs.get(i));
        }
        if (times.isPresent()) {
            times.get().run(workers);
            return plan.outputs();
        }
        for (Step step : plan.steps()) {
            workers.run(step);
        }
        return plan.outputs();
    }

    @Override
    public void close() {
        closed = true;
    }

    /** The steps of the plan, one a line; with option {@code profile} each after the microseconds that it takes and a tab. */
    @Override
    public String toString() {
        return times.map(StepTimes::toString).orElseGet(plan::toString);
    }
}
