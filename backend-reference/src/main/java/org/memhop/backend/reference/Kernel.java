package org.memhop.backend.reference;

import java.util.List;
import org.memhop.api.graph.HostTensor;

/** Computes the value of one node, whose types and shapes it was made for. */
@FunctionalInterface
interface Kernel {
    /** Overwrites {@code y} from the inputs {@code x}, and reads nothing else. */
    void compute(List<HostTensor> x, HostTensor y);
}
