package org.memhop.backend.jvm.plan;

import java.util.List;
import org.memhop.api.graph.HostTensor;

/** A compiled graph: buffers to bind the inputs to, steps in order, and the tensors that hold the outputs afterwards. */
public final class Plan {
    private final Buffer[] inputs;
    private final Step[] steps;
    private final List<HostTensor> outputs;

    Plan(List<Buffer> inputs, List<Step> steps, List<HostTensor> outputs) {
        this.inputs = inputs.toArray(new Buffer[0]);
        this.steps = steps.toArray(new Step[0]);
        this.outputs = List.copyOf(outputs);
    }

    /** One for each input of the graph; shared, not copied. */
    public Buffer[] inputs() {
        return inputs;
    }

    /** What to do, in this order; shared, not copied. */
    public Step[] steps() {
        return steps;
    }

    public List<HostTensor> outputs() {
        return outputs;
    }

    /** One step a line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            text.append(step).append('\n');
        }
        return text.toString();
    }
}
