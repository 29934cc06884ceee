package org.memhop.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.backend.Backend;
import org.memhop.api.task.Part;
import org.memhop.api.task.TaskData;
import org.memhop.core.config.Settings;
import org.memhop.core.data.Batch;
import org.memhop.core.data.EncodedText;
import org.memhop.core.data.Samples;
import org.memhop.core.data.Vocabulary;
import org.memhop.core.model.Model;
import org.memhop.core.run.RunResult.Restart;
import org.memhop.core.run.Training;
import org.memhop.core.wiring.MemhopModule;

class TextTrainingTest {
    private static final TaskData SMALL = Texts.task(
            new Texts.Words("b a b <eos> a b c <eos>"), new Texts.Words("a d <eos>"), new Texts.Words("c e a"));

    @Test
    void the_vocabulary_has_the_most_frequent_words_of_the_training_text_and_one_for_all_others() {
        assertThat(vocabulary(Texts.settings())).containsExactly("b", "<eos>", "a", "c", "<unk>");
        assertThat(vocabulary(Texts.settings("min-count", "2"))).containsExactly("b", "<eos>", "a", "<unk>");
        assertThat(vocabulary(Texts.settings("vocabulary-size", "3"))).containsExactly("b", "<eos>", "<unk>");
        assertThat(vocabulary(Texts.settings("vocabulary-from", "all")))
                .containsExactlyInAnyOrder("a", "b", "c", "d", "e", "<eos>", "<unk>");
    }

    private static List<String> vocabulary(Settings settings) {
        return TrainingData.of(SMALL, settings).vocabulary().words();
    }

    @Test
    void what_came_before_a_split_is_in_its_memory() {
        Settings settings = Texts.settings("memory-size", "3", "batches", "shuffled");
        TrainingData data = TrainingData.of(SMALL, settings);
        Vocabulary words = data.vocabulary();

        assertThat(memory(data, settings, data.train())).containsExactly(0, 0, 0);
        assertThat(memory(data, settings, data.validation()))
                .containsExactly(words.numbers(List.of("b", "c", "<eos>")));
        Samples test = TrainingData.test(SMALL.parts().get(0), words, 3);
        assertThat(memory(data, settings, test)).containsExactly(words.numbers(List.of("a", "<unk>", "<eos>")));
        assertThat(test.answer(1)).isEqualTo(words.number("<unk>"));
    }

    private static int[] memory(TrainingData data, Settings settings, Samples samples) {
        Batch batch = Model.of(settings, data.size(), MemhopModule.plugins()).newBatch(1);
        samples.put(batch, 0, 0);
        return batch.tensors().get(0).ints();
    }

    @Test
    void without_a_validation_text_the_end_of_the_training_text_is_held_out() {
        TaskData task = new TaskData(
                "text",
                List.of(new Part("text", "text", Texts.repeating(100, 1), Optional.empty(), Texts.repeating(10, 2))),
                Map.of(),
                Map.of());
        TrainingData data = TrainingData.of(task, Texts.settings("validation", "0.1"));

        assertThat(data.train().size()).isEqualTo(90);
        assertThat(data.validation().size()).isEqualTo(10);
    }

    /** 37 words leave the last batch, and its last segment, unfilled. */
    @ParameterizedTest
    @ValueSource(strings = {"segments", "with-replacement"})
    void scoring_counts_every_word_once(String batches) {
        Settings settings = Texts.settings("precision", "f64", "batches", batches);
        TaskData task = Texts.task(Texts.repeating(60, 1), Texts.repeating(20, 2), Texts.repeating(37, 3));
        TrainingData data = TrainingData.of(task, settings);
        EncodedText test = (EncodedText) TrainingData.test(task.parts().get(0), data.vocabulary(), 9);
        try (Backend backend = Toys.backend("reference");
                Trainer trainer =
                        new Trainer(Model.of(settings, data.size(), MemhopModule.plugins()), data, backend, 1);
                Scorer scorer = new Scorer(trainer.model(), trainer.session(), false)) {
            Score all = scorer.score(test);
            double sum = 0;
            for (int i = 0; i < 37; i++) {
                sum += scorer.score(test.part(i, 1)).loss();
            }
            assertThat(all.questions()).isEqualTo(37);
            assertThat(all.loss()).isCloseTo(sum / 37, within(1e-12));
            assertThat(all.perplexity()).isCloseTo(Math.exp(sum / 37), within(1e-9));
        }
    }

    @Test
    void a_word_that_came_seven_words_ago_is_learnt_from_memory_alone() {
        Settings settings = Texts.settings("epochs", "25", "dimension", "16", "learning-rate", "0.05", "hops", "1");
        TaskData task = Texts.task(Texts.repeating(4000, 1), Texts.repeating(400, 2), Texts.repeating(400, 3));
        try (Backend backend = Toys.backend("jvm")) {
            Restart with = new Training(task, settings, MemhopModule.plugins()).run(backend, 0);
            Restart without =
                    new Training(task, settings.with("memory-size", "4"), MemhopModule.plugins()).run(backend, 0);

            // Who knows nothing is at ln 20 = 3.0, who knows all that can be known at 1.44.
            assertThat(without.parts().get(0).loss()).isGreaterThan(2.7);
            assertThat(with.parts().get(0).loss()).isLessThan(1.9);
        }
    }

    @Test
    void what_is_kept_is_the_epoch_with_the_lowest_validation_loss() {
        Settings settings =
                Texts.settings("epochs", "12", "learning-rate", "0.2", "schedule", "constant", "dimension", "16");
        TaskData task = Texts.task(Texts.repeating(120, 1), Texts.repeating(100, 2), Texts.repeating(100, 3));
        TrainingData data = TrainingData.of(task, settings);
        List<EpochReport> reports = new ArrayList<>();
        try (Backend backend = Toys.backend("jvm");
                Trainer trainer =
                        new Trainer(Model.of(settings, data.size(), MemhopModule.plugins()), data, backend, 1)) {
            trainer.run(Toys.collecting(reports));
            double least = reports.stream()
                    .mapToDouble(report -> report.validation().loss())
                    .min()
                    .orElseThrow();
            assertThat(reports.get(reports.size() - 1).validation().loss()).isGreaterThan(least); // it overfits

            trainer.select();

            try (Scorer scorer = new Scorer(trainer.model(), trainer.session(), false)) {
                assertThat(scorer.score(data.validation()).loss()).isEqualTo(least);
            }
        }
    }

    @Test
    void training_ends_when_the_rate_has_fallen_below_the_stop_rate() {
        Settings settings = Texts.settings(
                "epochs", "100", "learning-rate", "0.4", "decay", "0.5", "stop-rate", "0.05", "dimension", "16");
        TaskData task = Texts.task(Texts.repeating(120, 1), Texts.repeating(100, 2), Texts.repeating(100, 3));
        TrainingData data = TrainingData.of(task, settings);
        List<EpochReport> reports = new ArrayList<>();
        try (Backend backend = Toys.backend("jvm");
                Trainer trainer =
                        new Trainer(Model.of(settings, data.size(), MemhopModule.plugins()), data, backend, 1)) {
            assertThat(trainer.run(Toys.collecting(reports))).isTrue();
        }
        assertThat(reports).hasSizeLessThan(100);
        assertThat(reports.get(reports.size() - 1).rate()).isEqualTo((float) 0.05);
    }
}
