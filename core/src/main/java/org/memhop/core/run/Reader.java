package org.memhop.core.run;

import java.util.List;
import java.util.Optional;
import org.memhop.api.backend.Executable;
import org.memhop.api.graph.HostTensor;
import org.memhop.core.cache.ContinuousCache;
import org.memhop.core.data.Batch;

/** One of a language model's graphs with its tensors and the text that it reads. For one thread at a time. */
final class Reader {
    private final Executable graph;
    private final Batch batch;
    private final List<HostTensor> inputs;
    private final Window window;
    private final Optional<ContinuousCache> cache;

    /**
     * @param inputs how many of the batch's tensors the graph takes
     * @param slots M
     * @param cache that the graph's second result, the states, is for
     */
    Reader(Executable graph, Batch batch, int inputs, int slots, Optional<ContinuousCache> cache) {
        this.graph = graph;
        this.batch = batch;
        this.inputs = batch.tensors().subList(0, inputs);
        this.window = new Window(slots, batch.segment());
        this.cache = cache;
    }

    Batch batch() {
        return batch;
    }

    Window window() {
        return window;
    }

    /** Forgets the text. */
    void forget() {
        window.clear();
        cache.ifPresent(ContinuousCache::clear);
    }

    /** Whether what it says of a word depends on all words before it, in their order. */
    boolean hasCache() {
        return cache.isPresent();
    }

    /**
     * The natural logarithm of the probability of the word that came; to be asked of every row, in their order, and once.
     *
     * @param results of {@link org.memhop.core.model.Model#scoringStates}, or without a cache of its {@code scoring}
     */
    double logProbability(List<HostTensor> results, int row) {
        double model = -results.get(0).get(row);
        if (cache.isEmpty()) {
            return model;
        }
        HostTensor states = results.get(1);
        int word = batch.tensors().get(3).ints()[row];
        double mixed = cache.get().probability(states, row, word, Math.exp(model));
        cache.get().add(states, row, word);
        return Math.log(mixed);
    }

    /** Runs the graph on what is in the batch; the results stay until the next run. */
    List<HostTensor> run() {
        return graph.run(inputs);
    }
}
