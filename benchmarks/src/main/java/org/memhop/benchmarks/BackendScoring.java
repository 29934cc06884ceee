package org.memhop.benchmarks;

import java.util.SplittableRandom;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.Session;
import org.memhop.core.data.EncodedText;
import org.memhop.core.train.Scorer;

/** Scores a made-up text with the language model on a backend, as {@code core} scores a validation text. */
final class BackendScoring implements Stepper {
    /** Words of the text. */
    static final int WORDS = 2048;

    private final Backend backend;
    private final Session session;
    private final Scorer scorer;
    private final EncodedText text;

    BackendScoring(Size size, Workload workload, String id, BackendConfig options) {
        backend = workload.plugins().open(id, options);
        session = BackendStep.session(backend, workload);
        scorer = new Scorer(workload.model(), session, false);
        text = EncodedText.of(size.words(WORDS, new SplittableRandom(2)));
    }

    /** Trains nothing; the cross-entropy of all words. */
    @Override
    public double step(int n, float rate) {
        return WORDS * scorer.score(text).loss();
    }

    @Override
    public void close() {
        scorer.close();
        session.close();
        backend.close();
    }
}
