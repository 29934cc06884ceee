package org.memhop.core.run;

import java.util.List;
import org.memhop.api.backend.Executable;
import org.memhop.api.graph.HostTensor;
import org.memhop.core.data.Batch;

/** One of a language model's graphs with its tensors and the text that it reads. For one thread at a time. */
final class Reader {
    private final Executable graph;
    private final Batch batch;
    private final List<HostTensor> inputs;
    private final Window window;

    /**
     * @param inputs how many of the batch's tensors the graph takes
     * @param slots M
     */
    Reader(Executable graph, Batch batch, int inputs, int slots) {
        this.graph = graph;
        this.batch = batch;
        this.inputs = batch.tensors().subList(0, inputs);
        this.window = new Window(slots, batch.segment());
    }

    Batch batch() {
        return batch;
    }

    Window window() {
        return window;
    }

    /** Runs the graph on what is in the batch; the results stay until the next run. */
    List<HostTensor> run() {
        return graph.run(inputs);
    }
}
