package org.memhop.api.backend;

import java.util.List;
import org.memhop.api.graph.HostTensor;

/** A graph made ready to run. Used by one thread at a time; two executables of one session may run side by side. */
public interface Executable extends AutoCloseable {
    /**
     * Runs once: computes the outputs, then replaces the variables that have updates, all of them from old values.
     *
     * <p>The list and its tensors belong to this executable: they are overwritten by its next run, so that a training step
     * allocates nothing. Copy what is to be kept.
     *
     * @param inputs one tensor for each of {@link org.memhop.api.graph.Graph#inputs()}, in that order; only read, and only
     *     during the call
     * @return one tensor for each output, in the order of {@link org.memhop.api.graph.Graph#outputs()}
     * @throws org.memhop.api.BackendException if number, type or shape of the inputs is wrong, or an index is out of range;
     *     the variables then keep their values
     */
    List<HostTensor> run(List<HostTensor> inputs);

    @Override
    void close();
}
