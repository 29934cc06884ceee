package org.memhop.core.train;

import java.util.List;
import java.util.Optional;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.core.data.Batch;
import org.memhop.core.data.Samples;
import org.memhop.core.model.Model;

/** Scores examples with the parameters of a session. For one thread. */
public final class Scorer implements AutoCloseable {
    private static final int BATCH = 64;

    private final Executable graph;
    private final boolean hopsVary;
    private final Batch batch;
    private final List<HostTensor> inputs;

    /**
     * @param linear whether the softmax is left out, as in linear start
     */
    public Scorer(Model model, Session session, boolean linear) {
        Graph scoring = model.scoring(BATCH, linear);
        this.graph = session.compile(scoring);
        this.hopsVary = scoring.outputs().containsKey("hops");
        this.batch = model.newBatch(BATCH);
        this.inputs = batch.tensors();
    }

    /** Answers every example once, without noise. */
    public Score score(Samples examples) {
        int wrong = 0;
        double loss = 0;
        double hops = 0;
        for (int from = 0; from < examples.size(); from += BATCH) {
            int count = Math.min(BATCH, examples.size() - from);
            for (int g = 0; g < BATCH / batch.segment(); g++) {
                examples.put(batch, g, from + g * batch.segment());
            }
            List<HostTensor> results = graph.run(inputs);
            for (int b = 0; b < count; b++) {
                loss += results.get(0).get(b);
                int answer = examples.answer(from + b);
                hops += hopsVary ? results.get(2).get(b) : 0;
                wrong += answer == 0 || results.get(1).ints()[b] != answer ? 1 : 0;
            }
        }
        if (examples.size() == 0) {
            return new Score(0, 0, 0, Optional.empty());
        }
        Optional<Double> meanHops = hopsVary ? Optional.of(hops / examples.size()) : Optional.empty();
        return new Score(examples.size(), wrong, loss / examples.size(), meanHops);
    }

    @Override
    public void close() {
        graph.close();
    }
}
