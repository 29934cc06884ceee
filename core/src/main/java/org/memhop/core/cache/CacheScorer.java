package org.memhop.core.cache;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.memhop.api.ConfigException;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.core.data.Batch;
import org.memhop.core.data.Samples;
import org.memhop.core.model.Model;

/**
 * Scores a text in order, every word once, with a {@link ContinuousCache} of the parameters' own session and without. States
 * and their products are computed once, by the backend, for all θ and λ that are asked for. For one thread.
 */
public final class CacheScorer implements AutoCloseable {
    private static final int BATCH = CacheSettings.BATCH;

    private final int size;
    private final int dimension;
    private final Executable scoring;
    private final Executable comparing;
    private final Batch batch;
    private final HostTensor states; // [N + B, d]: those remembered, oldest first, then those of the batch
    private final int[] words; // that followed them

    /**
     * @param session that holds the model's parameters
     * @param size N, how many states are remembered
     * @throws ConfigException if the size is below 1, or more than an array holds
     */
    public CacheScorer(Model model, Session session, int size) {
        this.size = size;
        this.dimension = model.settings().whole("dimension");
        new CacheSettings(size, 0, 0).requireRoom(dimension);
        DType type = model.parameters().get(0).variable().type();
        this.batch = model.newBatch(BATCH);
        this.states = HostTensor.zeros(type, Shape.of(size + BATCH, dimension));
        this.words = new int[size + BATCH];
        this.scoring = session.compile(model.scoringStates(BATCH));
        this.comparing = session.compile(products(type, states.shape()));
    }

    /** The product of each of the last B states with all. */
    private static Graph products(DType type, Shape shape) {
        Scope g = Scope.root(type);
        Node all = g.input("states", type, shape);
        Node present = g.slice(all, List.of(shape.dim(0) - BATCH, 0), List.of(BATCH, shape.dim(1)));
        g.output("products", g.matmul(present, all, false, true));
        return g.graph();
    }

    /** The settings that foretell a validation text best; a λ of 0 if a cache is of no use. */
    public CacheSettings tune(Samples validation) {
        return best(validation).settings();
    }

    /** How well a text is foretold with the settings that foretell it best. */
    public CacheScore best(Samples validation) {
        return score(validation, CacheGrid.standard()).stream()
                .min(Comparator.comparingDouble(CacheScore::loss))
                .orElseThrow();
    }

    /**
     * Scores a text with one θ and one λ; the cache is empty at its start.
     *
     * @throws ConfigException if the settings are for another size
     */
    public CacheScore score(Samples text, CacheSettings settings) {
        if (settings.size() != size) {
            throw new ConfigException("cache: found settings for a size of " + settings.size() + "; expected " + size
                    + ", this scorer's");
        }
        return score(text, CacheGrid.of(settings)).get(0);
    }

    /** Scores a text with every θ and λ of a grid, in its order: the λ of the first θ, then those of the next. */
    public List<CacheScore> score(Samples text, CacheGrid grid) {
        CacheTally tally = new CacheTally(grid, size);
        for (int from = 0; from < text.size(); from += BATCH) {
            for (int g = 0; g < BATCH / batch.segment(); g++) {
                text.put(batch, g, from + g * batch.segment());
            }
            List<HostTensor> scored = scoring.run(batch.tensors());
            remember(scored.get(1), text, from);
            HostTensor products = comparing.run(List.of(states)).get(0);
            int count = Math.min(BATCH, text.size() - from);
            for (int b = 0; b < count; b++) {
                int remembered = Math.min(size, from + b);
                int first = size + b - remembered;
                int word = words[size + b];
                double loss = scored.get(0).get(b);
                tally.add(loss, word, products, b * words.length + first, remembered, words, first);
            }
        }
        return tally.scores();
    }

    /** Moves what is remembered along, and puts the states of the batch behind it. */
    private void remember(HostTensor last, Samples text, int from) {
        System.arraycopy(words, BATCH, words, 0, size);
        IntStream.range(0, Math.min(BATCH, text.size() - from)).forEach(b -> words[size + b] = text.answer(from + b));
        move(states, BATCH * dimension, states, 0, size * dimension);
        move(last, 0, states, size * dimension, BATCH * dimension);
    }

    private static void move(HostTensor from, int at, HostTensor to, int place, int count) {
        if (from.type() == DType.F32) {
            System.arraycopy(from.floats(), at, to.floats(), place, count);
        } else {
            System.arraycopy(from.doubles(), at, to.doubles(), place, count);
        }
    }

    @Override
    public void close() {
        scoring.close();
        comparing.close();
    }
}
