package org.memhop.backend.reference;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.memhop.backend.reference.Runs.f32;
import static org.memhop.backend.reference.Runs.f64;
import static org.memhop.backend.reference.Runs.i32;
import static org.memhop.backend.reference.Runs.run;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.memhop.api.BackendException;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;

class SoftmaxTest {
    private static final Offset<Double> TINY = within(1e-15);
    private static final double LN_2 = 0.6931471805599453;
    private static final double LN_3 = 1.0986122886681098;

    /** Logarithms of 1, 2 and 5, and of 3, 3 and 2: both rows have the sum 8. */
    private static final HostTensor SCORES = f64(Shape.of(2, 3), 0, LN_2, 1.6094379124341003, LN_3, LN_3, LN_2);

    private static HostTensor softmax(HostTensor x) {
        return run((g, n) -> g.softmax(n.get(0)), x);
    }

    private static HostTensor logSoftmax(HostTensor x) {
        return run((g, n) -> g.logSoftmax(n.get(0)), x);
    }

    private static HostTensor crossEntropy(HostTensor x, HostTensor labels) {
        return run((g, n) -> g.scope("loss").crossEntropy(n.get(0), n.get(1)), x, labels);
    }

    private static HostTensor gradient(HostTensor x, HostTensor labels, HostTensor incoming) {
        return run((g, n) -> g.scope("loss").crossEntropyGrad(n.get(0), n.get(1), n.get(2)), x, labels, incoming);
    }

    @Test
    void softmax_shares_one_along_the_last_axis() {
        HostTensor p = softmax(SCORES);

        assertThat(p.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(p.doubles()).containsExactly(new double[] {0.125, 0.25, 0.625, 0.375, 0.375, 0.25}, TINY);
    }

    @Test
    void softmax_of_equal_scores_is_even_however_large_they_are() {
        assertThat(softmax(f32(1e30, 1e30))).isEqualTo(f32(0.5, 0.5));
        assertThat(softmax(f64(Shape.of(3, 1), 1000, -1000, 0))).isEqualTo(f64(Shape.of(3, 1), 1, 1, 1));
        assertThat(softmax(f64(-2000, -2000, -2000, -2000))).isEqualTo(f64(0.25, 0.25, 0.25, 0.25));
    }

    @Test
    void softmax_of_floats_is_rounded_once() {
        assertThat(softmax(f32(0, 0, 0))).isEqualTo(f32(1f / 3f, 1f / 3f, 1f / 3f));
    }

    @Test
    void a_score_of_minus_infinity_gets_nothing() {
        assertThat(softmax(f64(0, NEGATIVE_INFINITY, 0))).isEqualTo(f64(0.5, 0, 0.5));
        assertThat(logSoftmax(f64(0, NEGATIVE_INFINITY))).isEqualTo(f64(0, NEGATIVE_INFINITY));
    }

    @Test
    void a_row_without_a_finite_maximum_is_nan_and_its_neighbour_is_not() {
        HostTensor x = f32(Shape.of(4, 2), NEGATIVE_INFINITY, NEGATIVE_INFINITY, 1, NaN, POSITIVE_INFINITY, 0, 3, 3);

        assertThat(softmax(x)).isEqualTo(f32(Shape.of(4, 2), NaN, NaN, NaN, NaN, NaN, NaN, 0.5, 0.5));
        assertThat(logSoftmax(x))
                .isEqualTo(f32(Shape.of(4, 2), NaN, NaN, NaN, NaN, NaN, NaN, (float) -LN_2, (float) -LN_2));
    }

    @Test
    void log_softmax_is_the_logarithm_of_the_share() {
        assertThat(logSoftmax(SCORES).doubles())
                .containsExactly(
                        new double[] {
                            Math.log(0.125),
                            Math.log(0.25),
                            Math.log(0.625),
                            Math.log(0.375),
                            Math.log(0.375),
                            Math.log(0.25)
                        },
                        TINY);
        assertThat(logSoftmax(f64(0, -5000)).doubles()).containsExactly(0, -5000);
    }

    @Test
    void rows_may_be_empty_or_absent() {
        assertThat(softmax(f64(Shape.of(2, 0)))).isEqualTo(f64(Shape.of(2, 0)));
        assertThat(softmax(f64(Shape.of(0, 2)))).isEqualTo(f64(Shape.of(0, 2)));
        assertThat(logSoftmax(f32(Shape.of(2, 0)))).isEqualTo(f32(Shape.of(2, 0)));
        assertThat(crossEntropy(f64(Shape.of(0, 2)), i32(Shape.of(0)))).isEqualTo(f64(Shape.of(0)));
    }

    @Test
    void cross_entropy_is_minus_the_log_share_of_the_label() {
        assertThat(crossEntropy(SCORES, i32(2, 0)).doubles())
                .containsExactly(new double[] {Math.log(1.6), Math.log(8.0 / 3.0)}, TINY);
        assertThat(crossEntropy(f32(Shape.of(1, 2), 0, 0), i32(1))).isEqualTo(f32((float) LN_2));
    }

    @Test
    void cross_entropy_of_what_is_certain_is_plus_zero_and_of_the_impossible_infinite() {
        HostTensor x = f64(Shape.of(2, 2), 4, NEGATIVE_INFINITY, 4, NEGATIVE_INFINITY);

        assertThat(crossEntropy(x, i32(0, 1))).isEqualTo(f64(0.0, POSITIVE_INFINITY));
    }

    @Test
    void the_gradient_is_share_minus_wanted_times_what_comes_in() {
        assertThat(gradient(SCORES, i32(2, 0), f64(1, -2)).doubles())
                .containsExactly(new double[] {0.125, 0.25, -0.375, 1.25, -0.75, -0.5}, TINY);
        assertThat(gradient(f32(Shape.of(1, 2), 7, 7), i32(1), f32(0.5))).isEqualTo(f32(Shape.of(1, 2), 0.25, -0.25));
    }

    @Test
    void a_label_that_is_no_class_is_named() {
        assertThatThrownBy(() -> crossEntropy(SCORES, i32(0, 3)))
                .isInstanceOf(BackendException.class)
                .hasMessage("%2 CROSS_ENTROPY F64[2] (loss): index 3 at [1] of input \"x1\" I32[2]; expected 0 or more,"
                        + " and less than 3");
        assertThatThrownBy(() -> crossEntropy(SCORES, i32(-1, 0))).hasMessageContaining("index -1 at [0]");
        assertThatThrownBy(() -> gradient(SCORES, i32(0, 3), f64(1, 1)))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("%3 CROSS_ENTROPY_GRAD F64[2, 3] (loss): index 3 at [1]");
        assertThatThrownBy(() -> gradient(SCORES, i32(-1, 0), f64(1, 1))).hasMessageContaining("index -1 at [0]");
    }
}
