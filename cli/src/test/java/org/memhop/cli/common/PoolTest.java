package org.memhop.cli.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.memhop.api.TrainingException;

class PoolTest {
    private final CountDownLatch failing = new CountDownLatch(1);
    private final AtomicBoolean ended = new AtomicBoolean();

    private void goOnAfterTheFailure() {
        try {
            assertThat(failing.await(30, TimeUnit.SECONDS)).isTrue();
            Thread.sleep(100); // in which a pool that does not wait would return
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        ended.set(true);
    }

    private void fail(RuntimeException failure) {
        failing.countDown();
        throw failure;
    }

    @Test
    void whatever_failed_the_others_end_first() {
        IllegalArgumentException error = new IllegalArgumentException("in Memhop itself");

        assertThatThrownBy(() -> Pool.run(List.of(() -> fail(error), this::goOnAfterTheFailure), 2))
                .isInstanceOf(IllegalStateException.class)
                .hasCause(error);

        assertThat(ended).isTrue();
    }

    @Test
    void an_interrupted_caller_waits_too_and_stays_interrupted() {
        Thread.currentThread().interrupt();

        Pool.run(List.of(failing::countDown, this::goOnAfterTheFailure), 2);

        assertThat(ended).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void an_error_in_memhop_goes_before_a_failed_training_and_keeps_it() {
        TrainingException training = new TrainingException("loss is NaN");
        IllegalArgumentException error = new IllegalArgumentException("in Memhop itself");

        assertThatThrownBy(() -> Pool.run(List.of(() -> fail(training), () -> fail(error)), 1))
                .hasCause(error)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).containsExactly(training));
    }

    @Test
    void of_several_failed_trainings_the_first_is_thrown_with_the_others() {
        TrainingException first = new TrainingException("one");
        TrainingException second = new TrainingException("two");

        assertThatThrownBy(() -> Pool.run(List.of(() -> fail(first), () -> fail(second)), 1))
                .isSameAs(first)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).containsExactly(second));
    }
}
