package org.memhop.benchmarks.yardstick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.benchmarks.yardstick.EncodedCorpus.Item;

class FusedTrainerTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_latest_place_of_someone_who_moves_about_is_learnt(boolean vectorised) {
        EncodedCorpus corpus = walks();
        FusedTrainer trainer = new FusedTrainer(corpus, new Recipe(20, 5, 25, 25, 0.005f, 0.005f), vectorised, 1);
        double before = trainer.errorPercent(corpus.tests().get(0));

        double loss = trainer.train();

        assertThat(before).isGreaterThan(50);
        assertThat(loss).isLessThan(0.2);
        assertThat(trainer.errorPercent(corpus.tests().get(0))).isLessThan(5);
    }

    @Test
    void the_same_seed_trains_the_same_network_and_another_seed_another() {
        EncodedCorpus corpus = walks();
        Recipe recipe = new Recipe(20, 1, 1, 25, 0.005f, 0.005f);

        double loss = new FusedTrainer(corpus, recipe, false, 7).train();

        assertThat(new FusedTrainer(corpus, recipe, false, 7).train()).isEqualTo(loss);
        assertThat(new FusedTrainer(corpus, recipe, false, 8).train()).isNotEqualTo(loss);
    }

    @Test
    void position_weights_rise_and_fall_around_one_as_in_the_authors_code() {
        float[][] l = FusedTrainer.positions(4, 2);

        // 1 + 4 (k − 1.5)(j − 2.5) / 8
        assertThat(l[0]).containsExactly(1.375f, 0.625f);
        assertThat(l[3]).containsExactly(0.625f, 1.375f);
        assertThat(l[1][0] + l[2][0]).isCloseTo(2, within(1e-6f));
    }

    /** Words 1 to 3 are people, 4 to 7 places; each question asks where a person went last. */
    private static EncodedCorpus walks() {
        Random random = new Random(5);
        List<Item> items = new ArrayList<>();
        while (items.size() < 1000) {
            int filled = 2 + random.nextInt(4);
            int[] story = new int[5 * 3];
            int asked = 0;
            int place = 0;
            for (int i = 0; i < filled; i++) {
                story[3 * i] = 1 + random.nextInt(3);
                story[3 * i + 1] = 4 + random.nextInt(4);
                asked = i == 0 || random.nextBoolean() ? story[3 * i] : asked;
            }
            for (int i = 0; i < filled; i++) {
                place = story[3 * i] == asked ? story[3 * i + 1] : place;
            }
            items.add(new Item(story, filled, new int[] {asked}, place));
        }
        return new EncodedCorpus(5, 3, 1, 8, items.subList(0, 800), List.of(items.subList(800, 1000)));
    }
}
