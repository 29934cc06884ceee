package org.memhop.backend.nd4j.plan;

import java.util.List;

/**
 * A graph made ready: steps in order, and the tensors to fill before and to read after.
 *
 * @param inputs where the graph's inputs go, in their order
 * @param steps what computes; they may throw for an index out of range, and have changed no variable then
 * @param outputs the graph's outputs, in their order
 * @param commits put new values into variables, once all are computed
 * @param storages what the plan must give back
 */
public record Plan(
        List<Tensor> inputs, List<Step> steps, List<Tensor> outputs, List<Step> commits, List<Storage> storages)
        implements AutoCloseable {
    public Plan {
        inputs = List.copyOf(inputs);
        steps = List.copyOf(steps);
        outputs = List.copyOf(outputs);
        commits = List.copyOf(commits);
        storages = List.copyOf(storages);
    }

    /** Gives back the memory of everything but the variables. */
    @Override
    public void close() {
        storages.forEach(Storage::close);
    }
}
