package org.memhop.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.graph.HostTensor;
import org.memhop.core.config.Settings;
import org.memhop.core.data.Batch;
import org.memhop.core.data.EncodedExample;
import org.memhop.core.data.EncodedQuestions;
import org.memhop.core.data.Samples;

class BatchSamplerTest {
    private static final int BATCH = 4;

    /** The answer tells which example was drawn. */
    private static final Samples EXAMPLES = new EncodedQuestions(IntStream.range(0, 12)
            .mapToObj(i -> new EncodedExample(new int[][] {{1}, {2}, {3}}, new int[] {1}, i))
            .toList());

    @ParameterizedTest
    @ValueSource(strings = {"with-replacement", "shuffled"})
    void a_step_has_the_same_batch_whatever_was_drawn_before(String batches) {
        Settings settings = Toys.settings("batches", batches, "noise", "1");
        BatchSampler inOrder = new BatchSampler(EXAMPLES, settings, 5);
        List<List<HostTensor>> drawn = new ArrayList<>();
        for (int step = 0; step < 9; step++) {
            drawn.add(fill(inOrder, step));
        }
        BatchSampler backwards = new BatchSampler(EXAMPLES, settings, 5);
        for (int step = 8; step >= 0; step--) {
            assertThat(fill(backwards, step)).isEqualTo(drawn.get(step));
        }
        assertThat(fill(new BatchSampler(EXAMPLES, settings, 6), 0)).isNotEqualTo(drawn.get(0));
    }

    @Test
    void shuffled_epochs_show_every_example_once_each_in_another_order() {
        BatchSampler sampler = new BatchSampler(EXAMPLES, Toys.settings("batches", "shuffled"), 5);
        int[] first = epoch(sampler, 0);
        int[] second = epoch(sampler, 1);

        assertThat(first).containsExactlyInAnyOrder(IntStream.range(0, 12).toArray());
        assertThat(second).containsExactlyInAnyOrder(IntStream.range(0, 12).toArray());
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void drawing_with_replacement_gives_every_example_the_same_chance() {
        BatchSampler sampler = new BatchSampler(EXAMPLES, Toys.settings(), 5);
        int[] counts = new int[12];
        for (int step = 0; step < 6000; step++) {
            for (int answer : fill(sampler, step).get(3).ints()) {
                counts[answer]++;
            }
        }

        // 24,000 draws: 2000 of each, with a deviation of 43
        assertThat(Arrays.stream(counts)).allMatch(count -> Math.abs(count - 2000) < 4 * 43);
    }

    @Test
    void times_are_noisy_only_if_the_settings_say_so() {
        BatchSampler quiet = new BatchSampler(EXAMPLES, Toys.settings("noise", "0"), 5);
        BatchSampler noisy = new BatchSampler(EXAMPLES, Toys.settings("noise", "1"), 5);
        boolean jumped = false;
        for (int step = 0; step < 20; step++) {
            int[] times = fill(quiet, step).get(1).ints();
            assertThat(Arrays.copyOf(times, 6)).containsExactly(3, 2, 1, 0, 0, 0);
            jumped |= fill(noisy, step).get(1).ints()[0] > 3;
        }
        assertThat(jumped).isTrue();
    }

    private static int[] epoch(BatchSampler sampler, int epoch) {
        return IntStream.range(0, 3)
                .flatMap(step ->
                        Arrays.stream(fill(sampler, 3 * epoch + step).get(3).ints()))
                .toArray();
    }

    /** 3 steps are an epoch. */
    private static List<HostTensor> fill(BatchSampler sampler, int step) {
        Batch batch = new Batch(BATCH, 6, 2, 0);
        sampler.fill(batch, step, step / 3, step % 3);
        return batch.tensors();
    }
}
