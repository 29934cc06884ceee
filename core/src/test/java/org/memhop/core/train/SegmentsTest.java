package org.memhop.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.ConfigException;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.core.config.Settings;
import org.memhop.core.data.Batch;
import org.memhop.core.data.EncodedText;
import org.memhop.core.model.Model;
import org.memhop.core.model.ModelSize;
import org.memhop.core.model.Parameter;
import org.memhop.core.wiring.MemhopModule;

/** Words that share their memory, and words that have memories of their own. */
class SegmentsTest {
    private static final EncodedText TEXT =
            EncodedText.of(3, 1, 4, 1, 5, 2, 6, 5, 3, 5, 1, 2, 3, 6, 4, 6, 2, 6, 4, 3, 3, 2, 3, 4, 5, 6, 2);

    @ParameterizedTest
    @ValueSource(strings = {"rows", "none"})
    void give_the_same_loss_and_the_same_gradient(String temporal) {
        int[] firsts = {0, 17}; // of the first segment's memory most is empty
        Settings settings = Texts.settings("precision", "f64", "temporal", temporal);

        Map<String, HostTensor> shared = gradients(settings, firsts);
        Map<String, HostTensor> alone = gradients(settings.with("batches", "with-replacement"), firsts);

        assertThat(shared.keySet()).isEqualTo(alone.keySet());
        shared.forEach((name, gradient) -> {
            double[] expected = Toys.tensor(alone, name).doubles();
            assertThat(gradient.doubles()).as(name).containsExactly(expected, within(1e-12));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"key-value", "key-value:value-words=0", "entity:slots=3", "self-attending:heads=1"})
    void give_the_same_with_a_memory_that_cannot_share(String memory) {
        int[] firsts = {0, 17};
        Settings settings = Texts.settings("precision", "f64", "memory", memory);

        Map<String, HostTensor> shared = gradients(settings, firsts);
        Map<String, HostTensor> alone = gradients(settings.with("batches", "with-replacement"), firsts);

        shared.forEach((name, gradient) -> assertThat(gradient.doubles())
                .as(name)
                .containsExactly(Toys.tensor(alone, name).doubles(), within(1e-12)));
    }

    @Test
    void masked_empty_slots_are_out_in_both() {
        Settings settings = Texts.settings("precision", "f64", "mask-empty-slots", "true");
        double loss = Toys.tensor(gradients(settings, new int[] {0, 4}), "loss").get(0);
        double alone = Toys.tensor(gradients(settings.with("batches", "shuffled"), new int[] {0, 4}), "loss")
                .get(0);
        assertThat(loss).isCloseTo(alone, within(1e-12));
    }

    private static Map<String, HostTensor> gradients(Settings settings, int[] firsts) {
        Model model = Model.of(settings, new ModelSize(7, 1, 9), MemhopModule.plugins());
        Batch batch = model.newBatch(8);
        for (int s = 0; s < 8 / batch.segment(); s++) {
            int first = batch.segment() == 1 ? firsts[s / 4] + s % 4 : firsts[s];
            TEXT.put(batch, s, first);
        }
        Graph graph = model.gradient(8, false);
        try (Backend backend = Toys.backend("reference");
                Session session = backend.newSession(
                        model.parameters().stream().map(Parameter::variable).toList())) {
            model.parameters().forEach(p -> session.write(p.variable(), model.initial(p, 1)));
            List<HostTensor> results = session.compile(graph).run(batch.tensors());
            Map<String, HostTensor> named = new LinkedHashMap<>();
            List<String> names = new ArrayList<>(graph.outputs().keySet());
            for (int i = 0; i < names.size(); i++) {
                named.put(names.get(i), results.get(i).copy());
            }
            return named;
        }
    }

    @Test
    void of_an_epoch_are_whole_and_cover_the_text_once_each_time_cut_elsewhere() {
        Settings settings = Texts.settings();
        int[] words = new int[403];
        for (int i = 0; i < words.length; i++) {
            words[i] = i + 1; // the answer tells its place
        }
        BatchSampler sampler = new BatchSampler(EncodedText.of(words), settings, 7);
        List<Integer> cuts = new ArrayList<>();
        for (int epoch = 0; epoch < 6; epoch++) {
            List<Integer> seen = new ArrayList<>();
            for (int step = 0; step < 50; step++) {
                Batch batch = new Batch(8, 4, 9, 1, 0);
                sampler.fill(batch, 50L * epoch + step, epoch, step);
                for (int answer : batch.tensors().get(3).ints()) {
                    seen.add(answer);
                }
            }
            for (int i = 0; i < seen.size(); i += 4) {
                assertThat(seen.get(i + 3)).isEqualTo(seen.get(i) + 3);
            }
            assertThat(seen).doesNotContain(0);
            assertThat(seen.stream().distinct().count()).isGreaterThanOrEqualTo(396);
            cuts.add(seen.get(0) % 4);
        }
        assertThat(cuts.stream().distinct().count()).isGreaterThan(1);
    }

    @Test
    void are_refused_where_they_make_no_sense() {
        assertThatThrownBy(() -> Toys.trainer(Toys.settings("batches", "segments"), 20, Toys.backend("reference"), 1))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("for running text");
        assertRefused("noise", "0.1", "noise to 0");
        assertRefused("segment-length", "100", "at least one segment of 100");
        assertRefused("batch-size", "10", "batch-size is 10; expected a multiple of segment-length, 4");
    }

    private static void assertRefused(String setting, String value, String message) {
        Settings settings = Texts.settings(setting, value);
        TrainingData data = TrainingData.of(
                Texts.task(Texts.repeating(50, 1), Texts.repeating(9, 2), Texts.repeating(9, 3)), settings);
        assertThatThrownBy(() -> Trainer.check(settings, data))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }
}
