package org.memhop.benchmarks;

import java.util.List;
import java.util.SplittableRandom;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.HostTensor;
import org.memhop.core.data.Batch;
import org.memhop.core.data.EncodedText;

/** Scores a made-up text word by word, each with the words before it, as a text is scored while it comes. */
final class BackendStreaming implements Stepper {
    private static final int WORDS = 1000;

    private final Backend backend;
    private final Session session;
    private final Executable scoring;
    private final Batch word;
    private final List<HostTensor> inputs;
    private final EncodedText text;
    private int read;

    BackendStreaming(Size size, Workload workload, String id, BackendConfig options) {
        backend = workload.plugins().open(id, options);
        session = BackendStep.session(backend, workload);
        scoring = session.compile(workload.model().scoring(1, false));
        word = workload.model().newBatch(1);
        inputs = word.tensors();
        text = EncodedText.of(size.words(WORDS, new SplittableRandom(2)));
    }

    /** Trains nothing; the cross-entropy of the next word, and after the last of the first again. */
    @Override
    public double step(int n, float rate) {
        text.put(word, 0, read);
        read = (read + 1) % WORDS;
        return scoring.run(inputs).get(0).get(0);
    }

    @Override
    public void close() {
        session.close();
        backend.close();
    }
}
