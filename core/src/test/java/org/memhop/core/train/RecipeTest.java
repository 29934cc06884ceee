package org.memhop.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.memhop.core.config.Settings;
import org.memhop.core.optimize.Clipping;
import org.memhop.core.optimize.Optimizer;
import org.memhop.core.optimize.Schedule;

class RecipeTest {
    @Test
    void optimizers_are_chosen_by_name() {
        assertThat(Recipe.optimizer(Toys.settings())).isEqualTo(new Optimizer.Sgd());
        assertThat(Recipe.optimizer(Toys.settings("optimizer", "momentum", "momentum", "0.7")))
                .isEqualTo(new Optimizer.Momentum(0.7));
        assertThat(Recipe.optimizer(Toys.settings("optimizer", "adagrad"))).isEqualTo(new Optimizer.Adagrad(1e-10));
        assertThat(Recipe.optimizer(Toys.settings("optimizer", "adam")))
                .isEqualTo(new Optimizer.Adam(0.9, 0.999, 1e-8));
    }

    @Test
    void clippings_are_chosen_by_name() {
        assertThat(Recipe.clipping(Toys.settings())).isEqualTo(new Clipping.PerMatrix(40));
        assertThat(Recipe.clipping(Toys.settings("clip", "global", "clip-norm", "5")))
                .isEqualTo(new Clipping.Global(5));
        assertThat(Recipe.clipping(Toys.settings("clip", "none"))).isEqualTo(new Clipping.None());
    }

    @Test
    void schedules_are_chosen_by_name_and_start_where_linear_start_left() {
        Settings settings = Toys.settings("learning-rate", "0.01", "rate-after-linear-start", "0.004");

        assertThat(Recipe.schedule(settings, true)).isEqualTo(new Schedule.Constant(0.005));
        assertThat(Recipe.schedule(settings, false)).isEqualTo(new Schedule.Step(0.004, 0.5, 25));
        assertThat(Recipe.schedule(settings.with("linear-start", "none"), false))
                .isEqualTo(new Schedule.Step(0.01, 0.5, 25));
        assertThat(Recipe.schedule(settings.with("schedule", "constant"), false))
                .isEqualTo(new Schedule.Constant(0.004));
        assertThat(Recipe.schedule(settings.with("schedule", "plateau"), false))
                .isEqualTo(new Schedule.Plateau(0.004, 0.5, 0.9999));
    }
}
