package org.memhop.core.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.ConfigException;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.HostTensor;
import org.memhop.core.data.Batch;
import org.memhop.core.data.EncodedText;
import org.memhop.core.model.Model;
import org.memhop.core.model.ModelSize;
import org.memhop.core.model.Models;
import org.memhop.core.wiring.MemhopModule;

class CacheScorerTest {
    private static final int VOCABULARY = 12;
    private static final EncodedText TEXT =
            EncodedText.of(new Random(3).ints(300, 1, VOCABULARY).toArray());

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 128, 200, 1000})
    void gives_what_one_word_after_the_other_gives(int size) {
        CacheSettings settings = new CacheSettings(size, 0.375, 0.2);
        CacheScore found = on("reference", model("f64"), size, scorer -> scorer.score(TEXT, settings));

        CacheScore expected = wordByWord(TEXT, settings);
        assertThat(found.words()).isEqualTo(300);
        assertThat(found.without()).isCloseTo(expected.without(), within(1e-12));
        assertThat(found.loss()).isCloseTo(expected.loss(), within(1e-12));
        assertThat(found.loss()).isNotCloseTo(found.without(), within(1e-3));
    }

    @Test
    void gives_the_same_for_a_whole_grid_at_once_as_for_each_of_it() {
        CacheGrid grid = new CacheGrid(List.of(0.01, 0.3), 3, List.of(0.0, 0.25));
        List<CacheScore> all = on("reference", model("f64"), 60, scorer -> scorer.score(TEXT, grid));

        assertThat(all.stream().map(score -> score.settings().theta()).distinct())
                .containsExactly(0.01, 0.02, 0.04, 0.3, 0.6, 1.2);
        assertThat(all).hasSize(12);
        for (CacheScore score : all) {
            CacheScore alone = on("reference", model("f64"), 60, scorer -> scorer.score(TEXT, score.settings()));
            assertThat(score.loss()).as(score.toString()).isCloseTo(alone.loss(), within(1e-12));
        }
    }

    @Test
    void a_size_that_no_array_holds_is_refused() {
        assertThatThrownBy(() -> on("reference", model("f64"), Integer.MAX_VALUE, scorer -> scorer))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cache of size 2147483647");
        assertThatThrownBy(() -> new ContinuousCache(new CacheSettings(1 << 26, 1, 0.1), 64))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("expected a size of 16777087 at most");
    }

    @Test
    void is_no_cache_with_a_lambda_of_0() {
        CacheScore score = on("reference", model("f64"), 50, scorer -> scorer.score(TEXT, new CacheSettings(50, 1, 0)));
        assertThat(score.loss()).isCloseTo(score.without(), within(1e-14));
        assertThat(score.perplexity()).isCloseTo(Math.exp(score.without()), within(1e-12));
    }

    @Test
    void starts_empty_each_time() {
        CacheSettings settings = new CacheSettings(50, 0.5, 0.2);
        on("reference", model("f64"), 50, scorer -> {
            CacheScore first = scorer.score(TEXT, settings);
            assertThat(scorer.score(TEXT, settings)).isEqualTo(first);
            return first;
        });
    }

    @Test
    void foretells_a_text_that_repeats_itself_and_is_of_no_use_for_one_that_never_does() {
        int[] words = new int[400];
        int[] once = new Random(4).ints(40, 1, VOCABULARY).toArray();
        for (int i = 0; i < words.length; i++) {
            words[i] = once[i % once.length];
        }
        EncodedText repeating = EncodedText.of(words);
        on("jvm", model("f32"), 100, scorer -> {
            CacheSettings best = scorer.tune(repeating);
            CacheScore score = scorer.score(repeating, best);
            assertThat(best.lambda()).isEqualTo(0.6); // as much as it may
            assertThat(score.perplexity()).isLessThan(score.perplexityWithout() / 1.5);
            assertThat(scorer.tune(EncodedText.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11))
                            .lambda())
                    .isZero();
            return score;
        });
    }

    @Test
    void on_jvm_in_32_bits_is_as_on_the_reference_in_64() {
        CacheSettings settings = new CacheSettings(100, 0.5, 0.2);
        CacheScore fast = on("jvm", model("f32"), 100, scorer -> scorer.score(TEXT, settings));
        CacheScore exact = on("reference", model("f64"), 100, scorer -> scorer.score(TEXT, settings));
        assertThat(fast.loss()).isCloseTo(exact.loss(), within(1e-5));
    }

    @Test
    void refuses_settings_of_another_size_and_a_size_of_0() {
        assertThatThrownBy(() ->
                        on("reference", model("f64"), 50, scorer -> scorer.score(TEXT, new CacheSettings(40, 1, 0.1))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("size of 40; expected 50");
        assertThatThrownBy(() -> on("reference", model("f64"), 0, scorer -> scorer.tune(TEXT)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("size 0");
    }

    @FunctionalInterface
    private interface Use<T> {
        T apply(CacheScorer scorer);
    }

    private static <T> T on(String backendId, Model model, int size, Use<T> use) {
        try (Backend backend = MemhopModule.plugins().open(backendId, BackendConfig.DEFAULT);
                Session session = Models.session(backend, model, Models.values(model, 1));
                CacheScorer scorer = new CacheScorer(model, session, size)) {
            return use.apply(scorer);
        }
    }

    /** The same with batches of one word, and the cache that holds one state after the other. */
    private static CacheScore wordByWord(EncodedText text, CacheSettings settings) {
        Model model = model("f64");
        ContinuousCache cache = new ContinuousCache(settings, 4);
        double with = 0;
        double without = 0;
        try (Backend backend = Models.reference();
                Session session = Models.session(backend, model, Models.values(model, 1));
                Executable scoring = session.compile(model.scoringStates(1))) {
            Batch batch = model.newBatch(1);
            for (int i = 0; i < text.size(); i++) {
                text.put(batch, 0, i);
                List<HostTensor> results = scoring.run(batch.tensors());
                double loss = results.get(0).get(0);
                without += loss;
                with -= Math.log(cache.probability(results.get(1), 0, text.answer(i), Math.exp(-loss)));
                cache.add(results.get(1), 0, text.answer(i));
            }
        }
        return new CacheScore(settings, text.size(), with / text.size(), without / text.size());
    }

    private static Model model(String precision) {
        return Models.of(
                new ModelSize(VOCABULARY, 1, 6),
                "encoding",
                "bag-of-words",
                "temporal",
                "rows",
                "tying",
                "layer-wise",
                "first-state",
                "constant",
                "nonlinearity",
                "relu-half",
                "hops",
                "2",
                "dimension",
                "4",
                "batches",
                "segments",
                "precision",
                precision);
    }
}
