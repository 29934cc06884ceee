package org.memhop.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.api.ConfigException;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Session;
import org.memhop.api.task.Part;
import org.memhop.core.cache.CacheScorer;
import org.memhop.core.cache.CacheSettings;
import org.memhop.core.data.EncodedText;

/** A trained language model with a cache of its states. */
class CachedLanguageModelTest {
    private static final CacheSettings SETTINGS = new CacheSettings(50, 0.5, 0.25);
    private static final List<String> TEXT = ToyText.words(300, 9);

    @TempDir
    static Path run;

    @SuppressWarnings("NullAway.Init")
    private static LanguageModel plain;

    @SuppressWarnings("NullAway.Init")
    private static LanguageModel cached;

    @BeforeAll
    static void train() {
        ToyText.train(run, ToyText.config("epochs", "2"));
        plain = LanguageModel.load(run);
        cached = plain.withCache(SETTINGS);
    }

    @AfterAll
    static void close() {
        plain.close();
    }

    @Test
    void scores_alike_all_at_once_word_by_word_and_by_its_distributions() {
        double[] each = cached.logProbabilities(TEXT);
        try (WordScorer scorer = cached.scorer()) {
            for (int i = 0; i < TEXT.size(); i++) {
                assertThat(scorer.add(TEXT.get(i))).as("word " + i).isCloseTo(each[i], within(1e-5));
            }
        }
        for (int length : new int[] {0, 1, 16, 17, 49, 50, 51, 57, 58, 200, 299}) {
            NextWord next = cached.next(TEXT.subList(0, length));
            assertThat(Math.log(next.probability(TEXT.get(length))))
                    .as("after %s words", length)
                    .isCloseTo(each[length], within(1e-5));
            assertThat(Arrays.stream(next.probabilities()).sum()).isCloseTo(1, within(1e-9));
        }
        assertThat(each[0]).isCloseTo(plain.logProbabilities(TEXT)[0], within(1e-6));
        assertThat(each[299]).isNotCloseTo(plain.logProbabilities(TEXT)[299], within(1e-4));
    }

    @Test
    void scores_as_the_cache_scorer_does() {
        SavedModel saved = SavedModel.load(run, Toy.PLUGINS);
        try (Backend backend = Toy.backend("reference");
                Session session =
                        backend.newSession(List.copyOf(saved.parameters().keySet()));
                CacheScorer scorer = new CacheScorer(saved.model(), session, SETTINGS.size())) {
            saved.parameters().forEach(session::write);
            int[] numbers =
                    TEXT.stream().mapToInt(saved.vocabulary()::numberOrUnknown).toArray();
            double expected = scorer.score(EncodedText.of(numbers), SETTINGS).perplexity();
            assertThat(cached.score(TEXT).perplexity()).isCloseTo(expected, within(1e-4));
        }
    }

    @Test
    void is_tuned_on_the_validation_text_for_the_test_text() {
        Part part = ToyText.task().parts().get(0);
        CachedScores scores = plain.scoreWithCache(part, 100);

        assertThat(scores.validation().words()).isEqualTo(200);
        assertThat(scores.validation().loss())
                .isLessThanOrEqualTo(scores.validation().without());
        assertThat(scores.test().settings()).isEqualTo(scores.validation().settings());
        assertThat(plain.tuneCache(part, 100)).isEqualTo(scores.validation().settings());
        try (MemoryNetwork network = MemoryNetwork.load(run)) {
            assertThat(scores.test().without())
                    .isCloseTo(network.score(ToyText.task()).get(0).loss(), within(1e-5));
        }
        Part alone = new Part("text", "text", part.train(), Optional.empty(), part.test());
        assertThatThrownBy(() -> plain.scoreWithCache(alone, 100))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no validation text to tune a cache on");
    }

    @Test
    void forgets_the_cache_with_the_text() {
        List<Double> found = new ArrayList<>();
        try (TextScorer scorer = cached.scorer(found::add)) {
            for (int pass = 0; pass < 2; pass++) {
                TEXT.subList(0, 37).forEach(scorer::add);
                scorer.forget();
            }
        }
        assertThat(found).hasSize(74);
        assertThat(found.subList(37, 74)).isEqualTo(found.subList(0, 37));
        try (WordScorer scorer = cached.scorer()) {
            double first = scorer.add("w1");
            scorer.add("w2");
            scorer.forget();
            assertThat(scorer.add("w1")).isEqualTo(first);
        }
    }

    @Test
    void a_model_without_a_cache_is_as_before() {
        double[] before = plain.logProbabilities(TEXT);
        cached.logProbabilities(TEXT);
        assertThat(plain.logProbabilities(TEXT)).isEqualTo(before);
    }
}
