package org.memhop.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.memhop.api.BackendException;
import org.memhop.api.ConfigException;
import org.memhop.api.StorageException;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.HostTensor;
import org.memhop.core.data.Batch;
import org.memhop.core.data.EncodedText;
import org.memhop.core.data.Vocabulary;
import org.memhop.core.run.Reply.Candidate;

/** A trained language model that reads and expects. */
class LanguageModelTest {
    /** With words it does not know, longer than a batch. */
    private static final List<String> TEXT = ToyText.words(300, 9);

    @TempDir
    static Path run;

    @SuppressWarnings("NullAway.Init")
    private static LanguageModel model;

    @BeforeAll
    static void train() {
        ToyText.train(run, ToyText.config());
        model = LanguageModel.load(run);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void knows_what_it_is() {
        assertThat(model.capacity()).isEqualTo(ToyText.SLOTS);
        assertThat(model.config()).isEqualTo(ToyText.config());
        assertThat(model.vocabulary().words()).contains("w3", Vocabulary.UNKNOWN);
        assertThat(model.beginning()).containsExactly("<eos>");
    }

    @Test
    void expects_what_the_model_computes_on_the_reference_backend() {
        SavedModel saved = SavedModel.load(run, Toy.PLUGINS);
        try (Backend backend = Toy.backend("reference");
                Session session =
                        backend.newSession(List.copyOf(saved.parameters().keySet()))) {
            saved.parameters().forEach(session::write);
            int[] numbers =
                    TEXT.stream().mapToInt(saved.vocabulary()::numberOrUnknown).toArray();
            Batch batch = saved.model().newBatch(1);
            for (int length : new int[] {0, 1, 5, ToyText.SLOTS, 30}) {
                EncodedText.of(numbers).put(batch, 0, length);
                List<HostTensor> expected = session.compile(saved.model().answering(1))
                        .run(batch.tensors().subList(0, 3));

                NextWord next = model.next(TEXT.subList(0, length));

                for (int word = 0; word < saved.vocabulary().size(); word++) {
                    assertThat(next.probabilities()[word])
                            .isCloseTo(expected.get(0).get(word), within(1e-6));
                }
                int known = Math.min(length, ToyText.SLOTS);
                assertThat(next.read()).isEqualTo(TEXT.subList(length - known, length));
                assertThat(next.attention()).hasDimensions(2, known);
                for (int i = 0; i < known; i++) {
                    assertThat(next.attention()[1][i])
                            .isCloseTo(expected.get(2).get(ToyText.SLOTS - known + i), within(1e-6));
                }
            }
        }
    }

    @Test
    void a_distribution_adds_up_to_1_and_is_ranked() {
        NextWord next = model.next(TEXT.subList(0, 20));

        assertThat(Arrays.stream(next.probabilities()).sum()).isCloseTo(1, within(1e-12));
        assertThat(next.top(1000))
                .hasSize(model.vocabulary().words().size())
                .extracting(Candidate::probability)
                .isSortedAccordingTo(Collections.reverseOrder());
        assertThat(next.top(2)).isEqualTo(next.top(1000).subList(0, 2));
        Candidate first = next.top(1).get(0);
        assertThat(next.probability(first.word())).isEqualTo(first.probability());
        assertThat(next.probability("never seen")).isEqualTo(next.probability(Vocabulary.UNKNOWN));
        assertThat(Arrays.stream(next.attention()[0]).sum()).isCloseTo(1, within(1e-6));
    }

    @Test
    void learnt_what_can_be_learnt_only_from_memory() {
        NextWord next = model.next(List.of("w1", "w2", "w3", "w1", "w5", "w2", "w3"));
        assertThat(next.top(1).get(0).word()).isEqualTo("w1");
        assertThat(model.score(TEXT).perplexity()).isLessThan(6); // of eleven words that are about equally frequent
    }

    @Test
    void a_text_is_as_probable_as_its_words_one_after_another() {
        double[] each = model.logProbabilities(TEXT);
        double sum = 0;
        for (int i = 0; i < TEXT.size(); i++) {
            double expected = Math.log(model.next(TEXT.subList(0, i)).probability(TEXT.get(i)));
            assertThat(each[i]).as("word " + i).isCloseTo(expected, within(1e-5));
            sum += each[i];
        }
        Scored scored = model.score(TEXT);
        assertThat(scored.logProbability()).isCloseTo(sum, within(1e-9));
        assertThat(scored.words()).isEqualTo(300);
        long unknown = TEXT.stream().filter(word -> !model.knows(word)).count();
        assertThat(scored.unknown()).isEqualTo(unknown).isPositive();
        assertThat(scored.perplexity()).isEqualTo(Math.exp(-sum / 300), within(1e-9));
    }

    @Test
    void word_by_word_is_the_same_as_all_at_once() {
        double[] batch = model.logProbabilities(TEXT);
        try (WordScorer scorer = model.scorer()) {
            for (int pass = 0; pass < 2; pass++) {
                for (int i = 0; i < TEXT.size(); i++) {
                    assertThat(scorer.add(TEXT.get(i))).as("word " + i).isCloseTo(batch[i], rounding(batch[i]));
                }
                scorer.forget();
            }
        }
    }

    /** A millionth: what 32 bits leave of a logarithm. */
    private static Offset<Double> rounding(double expected) {
        return within(1e-6 * Math.max(1, Math.abs(expected)));
    }

    @Test
    void words_that_are_told_are_remembered_and_not_scored() {
        double[] whole = model.logProbabilities(TEXT.subList(0, 12));
        try (WordScorer scorer = model.scorer()) {
            TEXT.subList(0, 10).forEach(scorer::tell);
            assertThat(scorer.add(TEXT.get(10))).isCloseTo(whole[10], rounding(whole[10]));
        }
        List<Double> results = new ArrayList<>();
        try (TextScorer scorer = model.scorer(results::add)) {
            scorer.add(TEXT.get(0));
            TEXT.subList(1, 11).forEach(scorer::tell);
            scorer.add(TEXT.get(11));
            scorer.forget();
            scorer.add(TEXT.get(0));
            assertThat(results).as("comes when it is flushed").isEmpty();
        }
        assertThat(results).hasSize(3);
        assertThat(results.get(0)).isCloseTo(whole[0], rounding(whole[0]));
        assertThat(results.get(1)).isCloseTo(whole[11], rounding(whole[11]));
        assertThat(results.get(2)).isCloseTo(whole[0], rounding(whole[0]));
    }

    @ParameterizedTest
    @CsvSource({"with-replacement, rows", "shuffled, none", "shuffled, time-words"})
    void models_of_every_kind_score_the_same_both_ways(String batches, String temporal, @TempDir Path other) {
        ToyText.train(other, ToyText.config("batches", batches, "temporal", temporal, "epochs", "1"));
        try (LanguageModel trained = ToyText.load(other, "jvm");
                WordScorer scorer = trained.scorer()) {
            double[] batch = trained.logProbabilities(TEXT);
            for (int i = 0; i < TEXT.size(); i++) {
                assertThat(scorer.add(TEXT.get(i))).isCloseTo(batch[i], rounding(batch[i]));
            }
        }
    }

    @Test
    void attention_is_averaged_by_distance_over_words_that_have_all_their_memory() {
        AverageAttention average = model.attention(TEXT::forEach, 200);

        assertThat(average.words()).isEqualTo(200);
        double[][] expected = new double[2][ToyText.SLOTS];
        for (int word = ToyText.SLOTS; word < ToyText.SLOTS + 200; word++) {
            double[][] attention = model.next(TEXT.subList(0, word)).attention();
            for (int k = 0; k < 2; k++) {
                for (int back = 0; back < ToyText.SLOTS; back++) {
                    expected[k][back] += attention[k][ToyText.SLOTS - 1 - back] / 200;
                }
            }
        }
        for (int k = 0; k < 2; k++) {
            assertThat(average.byDistance()[k]).containsExactly(expected[k], within(1e-6));
            double mean = 0;
            for (int back = 0; back < ToyText.SLOTS; back++) {
                mean += (back + 1) * expected[k][back];
            }
            assertThat(average.meanDistance(k)).isCloseTo(mean, within(1e-5));
        }
        assertThat(model.attention(TEXT::forEach, 1_000_000).words()).isEqualTo(300 - ToyText.SLOTS);
        List<String> few = TEXT.subList(0, ToyText.SLOTS);
        assertThatThrownBy(() -> model.attention(few::forEach, 10))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("7 words")
                .hasMessageContaining("remembers 7");
    }

    @Test
    void four_threads_get_what_one_gets() throws Exception {
        double[] expected = model.logProbabilities(TEXT);
        List<NextWord> next = new ArrayList<>();
        for (int i = 0; i < TEXT.size(); i++) {
            next.add(model.next(TEXT.subList(0, i)));
        }
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            CyclicBarrier together = new CyclicBarrier(4);
            List<Future<Boolean>> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                boolean bulk = t % 2 == 0;
                Callable<Boolean> work = () -> {
                    together.await();
                    for (int pass = 0; pass < 20; pass++) {
                        if (bulk) {
                            assertThat(model.logProbabilities(TEXT)).isEqualTo(expected);
                        } else {
                            read(expected, next);
                        }
                    }
                    return true;
                };
                threads.add(pool.submit(work));
            }
            for (Future<Boolean> thread : threads) {
                assertThat(thread.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static void read(double[] expected, List<NextWord> next) {
        try (WordScorer scorer = model.scorer()) {
            for (int i = 0; i < TEXT.size(); i++) {
                assertThat(scorer.add(TEXT.get(i))).isCloseTo(expected[i], rounding(expected[i]));
                assertThat(model.next(TEXT.subList(0, i)).probabilities())
                        .isEqualTo(next.get(i).probabilities());
            }
        }
    }

    @Test
    void the_kept_checkpoint_is_the_one_that_is_scored_by_its_training(@TempDir Path other) {
        ToyText.train(other, ToyText.config("epochs", "2"));
        double loss = new RunDirectory(other).result().orElseThrow().best().validationLoss();
        List<String> train = ToyText.words(1500, 1);
        double sum = 0;
        try (LanguageModel trained = LanguageModel.load(other);
                WordScorer scorer = trained.scorer()) {
            train.subList(1500 - ToyText.SLOTS, 1500).forEach(scorer::tell);
            for (String word : ToyText.words(200, 2)) {
                sum -= scorer.add(word);
            }
        }
        assertThat(sum / 200).isCloseTo(loss, within(1e-5));
    }

    @Test
    void no_words_have_no_log_probability() {
        assertThat(model.score(List.of())).isEqualTo(new Scored(0, 0, 0));
        assertThat(new Scored(0, 0, 0).perplexity()).isEqualTo(1);
        assertThat(new Scored(2, 1, -3).plus(new Scored(1, 0, -3))).isEqualTo(new Scored(3, 1, -6));
        assertThat(new Scored(3, 1, -6).perWord()).isEqualTo(-2);
    }

    @Test
    void a_network_of_the_other_kind_says_what_to_use(@TempDir Path questions) {
        Toy.train(questions, Toy.config("epochs", "1"));

        assertThatThrownBy(() -> LanguageModel.load(questions))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(questions.toString())
                .hasMessageContaining("memhop answer")
                .hasMessageContaining("MemoryNetwork");
        try (MemoryNetwork network = MemoryNetwork.load(run)) {
            assertThatThrownBy(() -> network.answer(List.of("mary went to the hall"), "where is mary"))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("LanguageModel")
                    .hasMessageContaining("memhop generate text");
        }
    }

    @Test
    void what_was_closed_says_so() {
        LanguageModel closed = ToyText.load(run, "reference");
        WordScorer scorer = closed.scorer();
        scorer.close();
        scorer.close();
        assertThatThrownBy(() -> scorer.add("w1")).isInstanceOf(IllegalStateException.class);
        TextScorer bulk = closed.scorer(value -> {});
        bulk.close();
        assertThatThrownBy(() -> bulk.add("w1")).isInstanceOf(IllegalStateException.class);
        closed.close();
        assertThatThrownBy(() -> closed.next(TEXT)).isInstanceOf(BackendException.class);
    }

    @Test
    void a_run_that_is_not_there_is_named(@TempDir Path empty) {
        assertThatThrownBy(() -> LanguageModel.load(empty))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("there is no run here");
    }
}
