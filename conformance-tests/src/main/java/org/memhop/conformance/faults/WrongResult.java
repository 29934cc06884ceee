package org.memhop.conformance.faults;

import java.util.Set;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Op;

/** Computes some operations another way. */
record WrongResult(Set<Op> ops, Formula formula) implements Behaviour {
    /** What is computed instead. */
    @FunctionalInterface
    interface Formula {
        HostTensor of(Call call);
    }

    @Override
    public HostTensor result(Call call) {
        return ops.contains(call.op()) ? formula.of(call) : call.right();
    }
}
