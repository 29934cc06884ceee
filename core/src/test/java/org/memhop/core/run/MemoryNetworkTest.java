package org.memhop.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.memhop.api.BackendException;
import org.memhop.api.StorageException;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.task.Example;
import org.memhop.api.task.Part;

/** A trained network that is asked. */
class MemoryNetworkTest {
    private static final List<String> STORY =
            List.of("Mary went to the kitchen.", "John went to the hall.", "Mary went to the garden.");

    @TempDir
    static Path run;

    @SuppressWarnings("NullAway.Init")
    private static RunResult result;

    @SuppressWarnings("NullAway.Init")
    private static MemoryNetwork network;

    @BeforeAll
    static void train() {
        result = Toy.train(run, Toy.config());
        network = MemoryNetwork.load(run);
    }

    @AfterAll
    static void close() {
        network.close();
    }

    @Test
    void knows_what_it_is() {
        assertThat(network.capacity()).isEqualTo(3);
        assertThat(network.config()).isEqualTo(Toy.config());
        assertThat(network.vocabulary().words()).contains("mary", "office");
    }

    @Test
    void ranks_every_word_it_knows_the_most_probable_first() {
        Reply reply = network.answer(STORY, "Where is Mary?");

        assertThat(reply.ranking())
                .extracting(Reply.Candidate::word)
                .containsExactlyInAnyOrderElementsOf(network.vocabulary().words());
        assertThat(reply.ranking())
                .extracting(Reply.Candidate::probability)
                .isSortedAccordingTo(Collections.reverseOrder());
        assertThat(reply.answer()).isEqualTo(reply.ranking().get(0).word());
        assertThat(reply.probability())
                .isEqualTo(reply.ranking().get(0).probability())
                .isBetween(0.0, 1.0);
        assertThat(reply.attention()).hasDimensions(2, 3);
        assertThat(Arrays.stream(reply.attention()[1]).sum()).isCloseTo(1, within(1e-6));
        assertThat(reply.forgotten()).isZero();
        assertThat(reply.shortened()).isZero();
        assertThat(reply.unknownWords()).isEmpty();
    }

    @Test
    void tells_how_many_hops_it_took_where_it_chooses(@TempDir Path chooser) {
        RunResult trained = Toy.train(chooser, Toy.config("halting", "ponder"));
        try (MemoryNetwork choosing = MemoryNetwork.load(chooser)) {
            double hops = 0;
            for (Example question : Toy.task().parts().get(0).test().questions()) {
                Reply reply = choosing.answerWords(question.story(), question.question());
                assertThat(reply.attention())
                        .hasDimensions(2, Math.min(3, question.story().size()));
                hops += reply.hops().orElseThrow();
            }
            assertThat(hops / Toy.task().parts().get(0).test().questions().size())
                    .isCloseTo(trained.best().parts().get(0).hops().orElseThrow(), within(1e-6))
                    .isBetween(1.0, 2.0);
            assertThat(choosing.score(Toy.task())).isEqualTo(trained.best().parts());
        }
        assertThat(network.answer(STORY, "Where is Mary?").hops()).isEmpty();
        assertThat(new RunDirectory(chooser).result()).contains(trained);
    }

    @Test
    void scores_a_task_as_the_training_did() {
        assertThat(network.score(Toy.task())).isEqualTo(result.best().parts());
    }

    @Test
    void answers_as_it_is_scored() {
        Part part = Toy.task().parts().get(0);
        long wrong = part.test().questions().stream()
                .filter(example -> !ask(network, example).answer().equals(example.answer()))
                .count();

        assertThat(100.0 * wrong / part.test().questions().size())
                .isEqualTo(result.best().parts().get(0).errorPercent());
    }

    @Test
    void words_it_never_saw_are_told_once_and_not_read() {
        Reply reply = network.answer(
                List.of("Mary hastily went to the kitchen", "john went to the Hall", "mary went Hastily to the garden"),
                "Where is Mary hiding, quickly?");

        assertThat(reply.unknownWords()).containsExactly("hastily", "hiding,", "quickly");
        assertSame(reply, network.answer(STORY, "where is mary"));
    }

    @Test
    void the_oldest_sentences_of_a_story_that_is_too_long_are_forgotten() {
        List<String> longer = new ArrayList<>(List.of("John went to the office.", "a b c d e f g h"));
        longer.addAll(STORY);
        Reply reply = network.answer(longer, "where is mary");

        assertThat(reply.forgotten()).isEqualTo(2);
        assertThat(reply.shortened()).as("what is forgotten is not shortened").isZero();
        assertThat(reply.attention()).hasDimensions(2, 3);
        assertSame(reply, network.answer(STORY, "where is mary"));
    }

    @Test
    void sentences_and_questions_that_are_too_long_lose_their_last_words() {
        Reply reply = network.answer(
                List.of(
                        "mary went to the kitchen the garden the hall",
                        "john went to the hall",
                        "mary went to the garden"),
                "where is mary where is john where is daniel");

        assertThat(reply.shortened()).isEqualTo(2);
        assertSame(reply, network.answer(STORY, "where is mary where is"));
    }

    @Test
    void without_a_story_it_answers_from_the_question() {
        Reply reply = network.answer(List.of(), "where is mary");

        assertThat(reply.attention()).hasDimensions(2, 0);
        assertThat(reply.answer()).isNotEmpty();
        assertThat(reply.forgotten()).isZero();
    }

    @Test
    void an_empty_question_is_answered_like_one_of_unknown_words() {
        Reply empty = network.answer(STORY, " ?");
        Reply unknown = network.answer(STORY, "¿Qué?");

        assertThat(empty.unknownWords()).isEmpty();
        assertThat(unknown.unknownWords()).containsExactly("¿qué");
        assertSame(unknown, empty);
    }

    @Test
    void an_empty_sentence_takes_its_place_in_memory() {
        Reply reply = network.answer(List.of("", "mary went to the garden", "..."), "where is mary");

        assertThat(reply.attention()).hasDimensions(2, 3);
        assertThat(reply.forgotten()).isZero();
    }

    @Test
    void four_threads_get_the_replies_that_one_gets() throws Exception {
        List<Example> questions = new ArrayList<>();
        Toy.task().parts().forEach(part -> questions.addAll(part.train().questions()));
        List<Reply> expected = questions.stream().map(q -> ask(network, q)).toList();
        BackendConfig options = BackendConfig.DEFAULT.with(BackendConfig.THREADS, "2");
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try (MemoryNetwork shared = MemoryNetwork.load(run, Toy.PLUGINS, "jvm", options)) {
            CyclicBarrier together = new CyclicBarrier(4);
            List<Future<?>> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int first = 10 * t;
                threads.add(pool.submit(() -> {
                    together.await();
                    for (int i = first; i < 2000; i++) {
                        int q = i % questions.size();
                        assertSame(ask(shared, questions.get(q)), expected.get(q));
                    }
                    return true;
                }));
            }
            for (Future<?> thread : threads) {
                thread.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void the_reference_backend_gives_the_same_replies_but_for_rounding() {
        try (MemoryNetwork reference = MemoryNetwork.load(run, Toy.PLUGINS, "reference", BackendConfig.DEFAULT)) {
            for (Example question : Toy.task().parts().get(1).test().questions()) {
                Reply expected = ask(reference, question);
                Reply found = ask(network, question);
                assertThat(found.answer()).isEqualTo(expected.answer());
                assertThat(found.probability()).isCloseTo(expected.probability(), within(1e-5));
                for (int k = 0; k < 2; k++) {
                    assertThat(found.attention()[k]).containsExactly(expected.attention()[k], within(1e-5));
                }
            }
        }
    }

    @Test
    void of_several_restarts_the_kept_one_answers(@TempDir Path several) {
        RunResult all = Toy.train(several, Toy.config("restarts", "2", "seed", "5"));
        try (MemoryNetwork kept = Toy.load(several)) {
            assertThat(kept.score(Toy.task())).isEqualTo(all.best().parts());
        }
    }

    @Test
    void a_training_that_is_not_finished_can_be_asked_from_its_newest_checkpoint(@TempDir Path unfinished) {
        try (Backend backend = Toy.backend("jvm");
                TrainingRun training = Toy.start(unfinished, Toy.config(), backend)) {
            assertThatThrownBy(() -> Toy.load(unfinished))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("no trained model yet");
            training.train(0, backend, Toy.stopAfter(20));
            try (MemoryNetwork early = Toy.load(unfinished)) {
                assertThat(early.answer(STORY, "where is mary").answer()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "layer-wise, rows, position, true, f64",
        "none, none, bag-of-words, false, f32",
        "adjacent, none, position-authors, true, f32"
    })
    void models_of_every_kind_are_loaded_as_they_were_scored(
            String tying, String temporal, String encoding, String masked, String precision, @TempDir Path other) {
        RunResult trained = Toy.train(
                other,
                Toy.config(
                        "tying",
                        tying,
                        "temporal",
                        temporal,
                        "encoding",
                        encoding,
                        "mask-empty-slots",
                        masked,
                        "precision",
                        precision));
        try (MemoryNetwork loaded = Toy.load(other)) {
            assertThat(loaded.score(Toy.task())).isEqualTo(trained.best().parts());
        }
    }

    @Test
    void a_network_that_was_closed_says_so() {
        MemoryNetwork closed = Toy.load(run);
        closed.answer(STORY, "where is mary");
        closed.close();

        assertThatThrownBy(() -> closed.answer(STORY, "where is mary")).isInstanceOf(BackendException.class);
    }

    @Test
    void a_backend_or_a_run_that_is_not_there_is_named(@TempDir Path empty) {
        assertThatThrownBy(() -> MemoryNetwork.load(run, Toy.PLUGINS, "abacus", BackendConfig.DEFAULT))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("abacus");
        assertThatThrownBy(() -> MemoryNetwork.load(empty))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(empty + ": there is no run here");
        assertThatThrownBy(() -> MemoryNetwork.load(empty.resolve("none"))).isInstanceOf(StorageException.class);
    }

    private static Reply ask(MemoryNetwork asked, Example question) {
        return asked.answerWords(question.story(), question.question());
    }

    /** The same answer and attention, to the bit; what was left out may differ. */
    private static void assertSame(Reply found, Reply expected) {
        assertThat(found.ranking()).isEqualTo(expected.ranking());
        assertThat(found.attention()).isDeepEqualTo(expected.attention());
    }
}
