package org.memhop.conformance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendProvider;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.core.compare.Judgement;
import org.memhop.core.compare.NodeOracle;
import org.memhop.core.compare.OpClass;

/** One case on one backend: what the case may use, and what it found. For one thread. */
public final class Trial {
    private final SuiteRun run;
    private final Case tried;
    private final List<Measure> measures = new ArrayList<>();
    private final Set<Deviation> forgiven = new LinkedHashSet<>();

    Trial(SuiteRun run, Case tried) {
        this.run = run;
        this.tried = tried;
    }

    /** The backend on trial, open; not to be closed. */
    public Backend backend() {
        return run.backend();
    }

    /** What opens another backend like the one on trial. */
    public BackendProvider provider() {
        return run.provider();
    }

    /** The options that the backend on trial was opened with. */
    public BackendConfig config() {
        return run.config();
    }

    /** The backend whose word is final. */
    public Backend reference() {
        return run.reference();
    }

    /** What knows the exact value of single nodes. */
    public NodeOracle oracle() {
        return run.oracle();
    }

    /** As {@link #judge(Node, List, HostTensor, NodeOracle.Exact)}, asking the oracle. */
    public void judge(Node node, List<HostTensor> operands, HostTensor found) {
        judge(node, operands, found, oracle().exact(node, operands));
    }

    /**
     * Holds what the backend made of a node against its exact value.
     *
     * @param operands the values of the node's inputs
     * @throws Failure if an element is further from it than allowed, and no deviation forgives that
     */
    public void judge(Node node, List<HostTensor> operands, HostTensor found, NodeOracle.Exact exact) {
        if (found.type() != node.type() || !found.shape().equals(node.shape())) {
            throw new Failure(
                    node + ": found a tensor " + found.type() + found.shape() + ", expected " + node.tensorType());
        }
        Judgement judgement = exact.judge(found);
        if (!judgement.right() && !forgiven(node, operands, found, exact)) {
            throw new Failure(Explanation.of(node, operands, found, exact, judgement));
        }
        if (judgement.right()) {
            measures.add(
                    new Measure(OpClass.of(node.op()), node.type(), judgement.ulps(), judgement.share(), tried.name()));
        }
    }

    /**
     * Holds a tensor against another that was computed in other ways: {@code ‖found − expected‖ ≤ tolerance · ‖expected‖}.
     *
     * @throws Failure if they differ by more, or an element is finite in one only
     */
    public void near(String what, HostTensor found, HostTensor expected, double tolerance) {
        Nearness nearness = Nearness.of(found, expected);
        if (nearness.within(tolerance)) {
            return;
        }
        for (Deviation deviation : run.deviations()) {
            if (deviation.covers(tried.name())
                    && deviation.relaxation() instanceof Deviation.Wider wider
                    && nearness.within(wider.factor() * tolerance)) {
                forgiven.add(deviation);
                return;
            }
        }
        throw new Failure(what + ": " + nearness.describe(tolerance));
    }

    /**
     * Holds a tensor against what its bits must be.
     *
     * @throws Failure if type, shape or a bit differs; NaN equals NaN
     */
    public void same(String what, HostTensor found, HostTensor expected) {
        if (!found.equals(expected)) {
            throw new Failure(what + ": " + Explanation.difference(found, expected));
        }
    }

    /**
     * Requires something.
     *
     * @throws Failure if it is not so
     */
    public void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Failure(otherwise);
        }
    }

    List<Measure> measures() {
        return measures;
    }

    Set<Deviation> forgiven() {
        return forgiven;
    }

    private boolean forgiven(Node node, List<HostTensor> operands, HostTensor found, NodeOracle.Exact exact) {
        for (Deviation deviation : run.deviations()) {
            if (deviation.covers(tried.name())
                    && Forgiveness.of(deviation.relaxation(), oracle(), node, operands, found, exact)) {
                forgiven.add(deviation);
                return true;
            }
        }
        return false;
    }
}
