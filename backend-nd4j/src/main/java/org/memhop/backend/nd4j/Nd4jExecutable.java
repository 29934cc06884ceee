package org.memhop.backend.nd4j;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import org.memhop.api.backend.Checks;
import org.memhop.api.backend.Executable;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.backend.nd4j.plan.Plan;
import org.memhop.backend.nd4j.plan.Step;

/** Runs a plan: fills the inputs, computes every step in order, and commits the updates once nothing can fail any more. */
final class Nd4jExecutable implements Executable {
    private final Nd4jSession session;
    private final Graph graph;
    private final Plan plan;
    private final Threads threads;
    private final boolean large;
    private final List<HostTensor> outputs;
    /** The session may end in one thread while this ends in another; the memory is given back once. */
    private final AtomicBoolean closed = new AtomicBoolean();

    Nd4jExecutable(Nd4jSession session, Graph graph, Plan plan, Threads threads) {
        this.session = session;
        this.graph = graph;
        this.plan = plan;
        this.threads = threads;
        this.large = Threads.worthwhile(graph);
        this.outputs = graph.outputs().values().stream()
                .map(node -> HostTensor.zeros(node.type(), node.shape()))
                .toList();
    }

    @Override
    public synchronized List<HostTensor> run(List<HostTensor> inputs) {
        Lock lock = session.use();
        try {
            if (closed.get()) {
                throw Checks.closed("the executable");
            }
            Checks.inputs(graph, inputs);
            threads.use(large);
            for (int i = 0; i < inputs.size(); i++) {
                plan.inputs().get(i).load(inputs.get(i));
            }
            for (Step step : plan.steps()) {
                step.run();
            }
            for (int i = 0; i < outputs.size(); i++) {
                plan.outputs().get(i).store(outputs.get(i));
            }
            for (Step commit : plan.commits()) {
                commit.run();
            }
            return outputs;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public synchronized void close() {
        session.forget(this);
        release();
    }

    /** Gives the memory back; no run may be under way. */
    void release() {
        if (closed.compareAndSet(false, true)) {
            plan.close();
        }
    }
}
