package org.memhop.core.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void constant_is_the_same_in_every_epoch() {
        Schedule schedule = new Schedule.Constant(0.3);

        assertThat(schedule.rate(0, List.of())).isEqualTo(0.3);
        assertThat(schedule.rate(99, List.of(1.0, 2.0))).isEqualTo(0.3);
    }

    @Test
    void steps_come_after_every_so_many_epochs() {
        Schedule schedule = new Schedule.Step(0.8, 0.5, 25);

        assertThat(schedule.rate(0, List.of())).isEqualTo(0.8);
        assertThat(schedule.rate(24, List.of())).isEqualTo(0.8);
        assertThat(schedule.rate(25, List.of())).isEqualTo(0.4);
        assertThat(schedule.rate(49, List.of())).isEqualTo(0.4);
        assertThat(schedule.rate(75, List.of())).isEqualTo(0.1);
    }

    @Test
    void plateau_falls_after_each_epoch_that_did_not_improve_enough() {
        Schedule schedule = new Schedule.Plateau(1, 0.5, 0.9);
        List<Double> validation = List.of(10.0, 8.0, 7.9, 9.0, 5.0); // falls enough, does not, rises, falls enough

        assertThat(schedule.rate(0, List.of())).isEqualTo(1);
        assertThat(schedule.rate(1, validation.subList(0, 1))).isEqualTo(1);
        assertThat(schedule.rate(2, validation.subList(0, 2))).isEqualTo(1);
        assertThat(schedule.rate(3, validation.subList(0, 3))).isEqualTo(0.5);
        assertThat(schedule.rate(4, validation.subList(0, 4))).isEqualTo(0.25);
        assertThat(schedule.rate(5, validation)).isCloseTo(0.25, within(0.0));
    }

    @Test
    void plateau_looks_at_the_epochs_before_its_own_alone() {
        Schedule schedule = new Schedule.Plateau(1, 0.5, 0.9);

        assertThat(schedule.rate(2, List.of(10.0, 8.0, 8.0, 8.0))).isEqualTo(1);
    }
}
