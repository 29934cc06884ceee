package org.memhop.backend.reference;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.memhop.backend.reference.Runs.f32;
import static org.memhop.backend.reference.Runs.f64;
import static org.memhop.backend.reference.Runs.i32;
import static org.memhop.backend.reference.Runs.run;

import org.junit.jupiter.api.Test;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;

class ElementwiseTest {
    private static final double INF = POSITIVE_INFINITY;

    private static HostTensor neg(HostTensor x) {
        return run((g, n) -> g.neg(n.get(0)), x);
    }

    private static HostTensor exp(HostTensor x) {
        return run((g, n) -> g.exp(n.get(0)), x);
    }

    private static HostTensor log(HostTensor x) {
        return run((g, n) -> g.log(n.get(0)), x);
    }

    private static HostTensor sqrt(HostTensor x) {
        return run((g, n) -> g.sqrt(n.get(0)), x);
    }

    private static HostTensor tanh(HostTensor x) {
        return run((g, n) -> g.tanh(n.get(0)), x);
    }

    private static HostTensor sigmoid(HostTensor x) {
        return run((g, n) -> g.sigmoid(n.get(0)), x);
    }

    private static HostTensor relu(HostTensor x) {
        return run((g, n) -> g.relu(n.get(0)), x);
    }

    private static HostTensor add(HostTensor a, HostTensor b) {
        return run((g, n) -> g.add(n.get(0), n.get(1)), a, b);
    }

    private static HostTensor sub(HostTensor a, HostTensor b) {
        return run((g, n) -> g.sub(n.get(0), n.get(1)), a, b);
    }

    private static HostTensor mul(HostTensor a, HostTensor b) {
        return run((g, n) -> g.mul(n.get(0), n.get(1)), a, b);
    }

    private static HostTensor div(HostTensor a, HostTensor b) {
        return run((g, n) -> g.div(n.get(0), n.get(1)), a, b);
    }

    private static HostTensor maximum(HostTensor a, HostTensor b) {
        return run((g, n) -> g.maximum(n.get(0), n.get(1)), a, b);
    }

    private static HostTensor greater(HostTensor a, HostTensor b) {
        return run((g, n) -> g.greater(n.get(0), n.get(1)), a, b);
    }

    private static HostTensor equal(HostTensor a, HostTensor b) {
        return run((g, n) -> g.equal(n.get(0), n.get(1)), a, b);
    }

    private static HostTensor cast(HostTensor x, DType to) {
        return run((g, n) -> g.cast(n.get(0), to), x);
    }

    @Test
    void neg_turns_the_sign_of_every_number_and_of_zero() {
        assertThat(neg(f32(1.5, -2, 0, INF))).isEqualTo(f32(-1.5, 2, -0.0, NEGATIVE_INFINITY));
        assertThat(neg(f64(1.5, -2, 0, NaN))).isEqualTo(f64(-1.5, 2, -0.0, NaN));
        assertThat(neg(i32(3, -4, Integer.MIN_VALUE))).isEqualTo(i32(-3, 4, Integer.MIN_VALUE));
    }

    @Test
    void exp_is_rounded_once_to_float() {
        assertThat(exp(f64(0, 1, NEGATIVE_INFINITY, INF, NaN))).isEqualTo(f64(1, 2.7182818284590455, 0, INF, NaN));
        assertThat(exp(f32(0, 1, -1))).isEqualTo(f32(1, 2.7182817f, 0.36787945f));
    }

    @Test
    void exp_overflows_to_infinity_at_the_limit_of_its_type() {
        assertThat(exp(f32(88.8))).isEqualTo(f32(INF));
        assertThat(exp(f64(88.8)).get(0)).isBetween(3.67e38, 3.68e38);
        assertThat(exp(f64(710))).isEqualTo(f64(INF));
    }

    @Test
    void log_of_zero_is_minus_infinity_and_of_less_is_nan() {
        assertThat(log(f64(1, 2, 0, -1, INF))).isEqualTo(f64(0, 0.6931471805599453, NEGATIVE_INFINITY, NaN, INF));
        assertThat(log(f32(2, -0.0))).isEqualTo(f32(0.6931472f, NEGATIVE_INFINITY));
    }

    @Test
    void sqrt_of_less_than_zero_is_nan() {
        assertThat(sqrt(f64(4, 2, -0.0, -1, INF))).isEqualTo(f64(2, 1.4142135623730951, -0.0, NaN, INF));
        assertThat(sqrt(f32(2))).isEqualTo(f32(1.4142135f));
    }

    @Test
    void tanh_saturates_at_one() {
        assertThat(tanh(f64(0, 100, -100, NaN))).isEqualTo(f64(0, 1, -1, NaN));
        assertThat(tanh(f64(0.5)).get(0)).isCloseTo(0.46211715726000974, within(1e-15));
        assertThat(tanh(f32(0.5))).isEqualTo(f32(0.46211717f));
    }

    @Test
    void sigmoid_halves_at_zero_and_saturates() {
        assertThat(sigmoid(f64(0, 1000, NaN, INF, NEGATIVE_INFINITY))).isEqualTo(f64(0.5, 1, NaN, 1, 0));
        assertThat(sigmoid(f64(2)).get(0)).isCloseTo(0.8807970779778823, within(1e-15));
        assertThat(sigmoid(f64(-2)).get(0)).isCloseTo(0.11920292202211755, within(1e-16));
        assertThat(sigmoid(f32(2))).isEqualTo(f32(0.8807971f));
    }

    @Test
    void sigmoid_keeps_its_digits_far_below_zero() {
        assertThat(sigmoid(f64(-720)).get(0)).isEqualTo(StrictMath.exp(-720)).isPositive();
    }

    @Test
    void relu_gives_plus_zero_for_what_is_not_positive_and_keeps_nan() {
        assertThat(relu(f32(2, -2, -0.0, 0, NaN, INF, NEGATIVE_INFINITY))).isEqualTo(f32(2, 0, 0, 0, NaN, INF, 0));
        assertThat(relu(f64(1e-300, -1e-300, -0.0, NaN))).isEqualTo(f64(1e-300, 0, 0, NaN));
        assertThat(relu(i32(7, 0, -7))).isEqualTo(i32(7, 0, 0));
    }

    @Test
    void add_rounds_to_the_type() {
        assertThat(add(f32(1, 1 << 24, INF), f32(2, 1, NEGATIVE_INFINITY))).isEqualTo(f32(3, 1 << 24, NaN));
        assertThat(add(f64(1, 1 << 24), f64(2, 1))).isEqualTo(f64(3, (1 << 24) + 1));
    }

    @Test
    void integers_wrap_around() {
        assertThat(add(i32(2, Integer.MAX_VALUE), i32(3, 1))).isEqualTo(i32(5, Integer.MIN_VALUE));
        assertThat(sub(i32(2, Integer.MIN_VALUE), i32(3, 1))).isEqualTo(i32(-1, Integer.MAX_VALUE));
        assertThat(mul(i32(-4, 1_000_000_007), i32(3, 998_244_353))).isEqualTo(i32(-12, -602224121));
    }

    @Test
    void sub_takes_the_second_from_the_first() {
        assertThat(sub(f32(5, 0.1f), f32(3, 0.3f))).isEqualTo(f32(2, 0.1f - 0.3f));
        assertThat(sub(f64(5, INF), f64(3, INF))).isEqualTo(f64(2, NaN));
    }

    @Test
    void mul_of_zero_and_infinity_is_nan() {
        assertThat(mul(f32(3, 0, 1e30f), f32(-4, INF, 1e30f))).isEqualTo(f32(-12, NaN, INF));
        assertThat(mul(f64(3, -0.0), f64(-4, 2))).isEqualTo(f64(-12, -0.0));
    }

    @Test
    void div_by_zero_is_infinite() {
        assertThat(div(f32(1, 1, -1, 0), f32(3, 0, 0, 0))).isEqualTo(f32(1f / 3f, INF, NEGATIVE_INFINITY, NaN));
        assertThat(div(f64(1, 1), f64(3, -0.0))).isEqualTo(f64(1.0 / 3.0, NEGATIVE_INFINITY));
    }

    @Test
    void maximum_prefers_nan_and_then_plus_zero() {
        assertThat(maximum(f64(1, 5, NaN, 1, -0.0, 0), f64(2, 4, 1, NaN, 0, -0.0)))
                .isEqualTo(f64(2, 5, NaN, NaN, 0, 0));
        assertThat(maximum(f32(-1, -0.0), f32(-2, 0))).isEqualTo(f32(-1, 0));
        assertThat(maximum(i32(-1, 3), i32(-2, 4))).isEqualTo(i32(-1, 4));
    }

    @Test
    void greater_is_false_for_equals_and_for_nan() {
        assertThat(greater(f64(2, 1, 1, NaN, 1, 0), f64(1, 2, 1, 1, NaN, -0.0))).isEqualTo(i32(1, 0, 0, 0, 0, 0));
        assertThat(greater(f32(2, INF), f32(1, INF))).isEqualTo(i32(1, 0));
        assertThat(greater(i32(2, -3), i32(1, -2))).isEqualTo(i32(1, 0));
    }

    @Test
    void equal_is_false_for_nan_and_true_for_both_zeros() {
        assertThat(equal(f64(1, 1, NaN, 0), f64(1, 2, NaN, -0.0))).isEqualTo(i32(1, 0, 0, 1));
        assertThat(equal(f32(INF, 0.1f), f32(INF, 0.1))).isEqualTo(i32(1, 1));
        assertThat(equal(i32(Integer.MAX_VALUE, 3), i32(Integer.MAX_VALUE - 1, 3)))
                .isEqualTo(i32(0, 1));
    }

    @Test
    void where_takes_the_first_branch_for_anything_but_zero() {
        HostTensor condition = i32(1, 0, -1, 2);

        assertThat(run((g, n) -> g.where(n.get(0), n.get(1), n.get(2)), condition, f32(1, 2, 3, -0.0), f32(5, 6, 7, 8)))
                .isEqualTo(f32(1, 6, 3, -0.0));
        assertThat(run((g, n) -> g.where(n.get(0), n.get(1), n.get(2)), condition, f64(1, NaN, 3, 4), f64(5, 6, 7, 8)))
                .isEqualTo(f64(1, 6, 3, 4));
        assertThat(run((g, n) -> g.where(n.get(0), n.get(1), n.get(2)), condition, i32(1, 2, 3, 4), i32(5, 6, 7, 8)))
                .isEqualTo(i32(1, 6, 3, 4));
    }

    @Test
    void cast_to_int_goes_towards_zero_and_stops_at_the_ends() {
        int max = Integer.MAX_VALUE;
        int min = Integer.MIN_VALUE;

        assertThat(cast(f64(1.9, -1.9, NaN, 1e10, -1e10, INF, -0.0), DType.I32))
                .isEqualTo(i32(1, -1, 0, max, min, max, 0));
        assertThat(cast(f32(2.5, -2.5), DType.I32)).isEqualTo(i32(2, -2));
    }

    @Test
    void cast_between_floating_types_rounds_to_nearest() {
        assertThat(cast(f64(0.1, 1e39, -0.0), DType.F32)).isEqualTo(f32(0.1f, INF, -0.0));
        assertThat(cast(f32(0.1), DType.F64)).isEqualTo(f64(0.1f));
        assertThat(cast(i32(16_777_217), DType.F32)).isEqualTo(f32(16_777_216));
        assertThat(cast(i32(16_777_217), DType.F64)).isEqualTo(f64(16_777_217));
    }

    @Test
    void stop_gradient_changes_no_value() {
        assertThat(run((g, n) -> g.stopGradient(n.get(0)), f32(1, -0.0, NaN))).isEqualTo(f32(1, -0.0, NaN));
        assertThat(run((g, n) -> g.stopGradient(n.get(0)), i32(7))).isEqualTo(i32(7));
    }

    @Test
    void scalars_and_empty_tensors_keep_their_shape() {
        assertThat(neg(f32(Shape.SCALAR, 3))).isEqualTo(f32(Shape.SCALAR, -3));
        assertThat(neg(i32(Shape.SCALAR, 3))).isEqualTo(i32(Shape.SCALAR, -3));
        assertThat(exp(f64(Shape.of(2, 0)))).isEqualTo(f64(Shape.of(2, 0)));
        assertThat(add(i32(Shape.of(0)), i32(Shape.of(0)))).isEqualTo(i32(Shape.of(0)));
    }
}
