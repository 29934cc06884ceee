package org.memhop.core.run;

import java.util.Optional;
import org.memhop.api.ConfigException;
import org.memhop.api.backend.Session;
import org.memhop.api.task.Part;
import org.memhop.core.cache.CacheScore;
import org.memhop.core.cache.CacheScorer;
import org.memhop.core.data.Samples;
import org.memhop.core.data.Vocabulary;
import org.memhop.core.model.Model;
import org.memhop.core.train.TrainingData;

/** How well a text is foretold with a continuous cache that was tuned on its validation text; each begins with an empty one. */
public record CachedScores(CacheScore validation, CacheScore test) {
    static CachedScores of(Model model, Session session, Vocabulary vocabulary, Part part, int size) {
        int slots = model.size().slots();
        Samples validation = validation(part, vocabulary, slots);
        try (CacheScorer scorer = new CacheScorer(model, session, size)) {
            CacheScore best = scorer.best(validation);
            return new CachedScores(best, scorer.score(TrainingData.test(part, vocabulary, slots), best.settings()));
        }
    }

    /** The text that a cache is tuned on. */
    static Samples validation(Part part, Vocabulary vocabulary, int slots) {
        Part tuning = part.validation()
                .map(validation -> new Part(part.name(), part.title(), part.train(), Optional.empty(), validation))
                .orElseThrow(() -> new ConfigException(part.title()
                        + ": there is no validation text to tune a cache on; expected one beside the training text"));
        return TrainingData.test(tuning, vocabulary, slots);
    }
}
