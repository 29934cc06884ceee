package org.memhop.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.memhop.api.BackendException;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Op;
import org.memhop.conformance.faults.Fault;
import org.memhop.conformance.faults.FaultyBackendProvider;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuiteTest {
    private static final Set<Op> LEAVES = EnumSet.of(Op.INPUT, Op.VARIABLE, Op.CONSTANT);
    private static final Set<Op> FLOATING_ONLY = EnumSet.of(
            Op.EXP,
            Op.LOG,
            Op.SQRT,
            Op.TANH,
            Op.SIGMOID,
            Op.DIV,
            Op.MATMUL,
            Op.SOFTMAX,
            Op.LOG_SOFTMAX,
            Op.CROSS_ENTROPY,
            Op.CROSS_ENTROPY_GRAD);

    private final List<String> names = Suite.standard().cases().map(Case::name).toList();

    @ParameterizedTest
    @EnumSource
    void every_operation_is_tried_in_every_type_it_takes(Op op) {
        for (DType type : DType.values()) {
            boolean none = LEAVES.contains(op) || (type == DType.I32 && FLOATING_ONLY.contains(op));
            String first = op == Op.WHERE ? op + " I32\\[.*\\] " + type + ".*" : op + " " + type + "\\[.*";
            long found = names.stream().filter(name -> name.matches(first)).count();
            assertThat(found)
                    .as("cases of %s in %s", op, type)
                    .matches(n -> none == (n == 0) && (none || n >= 7), none ? "none" : "at least 7");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Op.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"INPUT", "VARIABLE", "CONSTANT"})
    void every_operation_is_tried_on_nothing_on_one_element_on_odd_extents_and_on_much(Op op) {
        for (DType type : DType.values()) {
            if (type == DType.I32 && FLOATING_ONLY.contains(op)) {
                continue;
            }
            List<List<Integer>> shapes = names.stream()
                    .filter(name -> name.startsWith(op + " ") && name.contains(" " + type + "["))
                    .flatMap(name -> shapes(name, type))
                    .toList();
            String what = op + " " + type;
            assertThat(shapes).as(what).anyMatch(shape -> shape.contains(0));
            assertThat(shapes).as(what).anyMatch(shape -> shape.contains(1) || shape.isEmpty());
            assertThat(shapes).as(what).anyMatch(shape -> shape.stream().anyMatch(d -> d > 1 && d % 2 == 1));
            assertThat(shapes).as(what).anyMatch(shape -> size(shape) >= 20_000);
        }
    }

    /** The shapes of the operands of a type, and of a result that is asked for, as a case's name tells them. */
    private static Stream<List<Integer>> shapes(String name, DType type) {
        return Pattern.compile("(?:" + type + "|to )\\[([^]]*)]")
                .matcher(name)
                .results()
                .map(match -> match.group(1).isEmpty()
                        ? List.<Integer>of()
                        : Arrays.stream(match.group(1).split(", "))
                                .map(Integer::valueOf)
                                .toList());
    }

    private static int size(List<Integer> shape) {
        return shape.stream().reduce(1, (a, b) -> a * b);
    }

    @Test
    void two_cases_of_one_name_are_refused() {
        Case one = new Case(Group.GRAPHS, "a graph", trial -> {});
        assertThatThrownBy(() -> Suite.of(List.of(one, one)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two cases are named \"a graph\"");
    }

    @Test
    void cases_have_the_same_names_every_time() {
        assertThat(Suite.standard().cases().map(Case::name)).isEqualTo(names);
    }

    @Test
    void a_failure_says_which_operation_is_wrong_where_by_how_much_and_what_it_was_made_from() {
        Suite products = Suite.standard().only(one -> one.name().equals("MATMUL F32[3, 7] F32[5, 7]ᵀ"));
        CaseResult failure = products.firstFailure(
                        new FaultyBackendProvider(Fault.MATMUL_FLAG_IGNORED), BackendConfig.DEFAULT)
                .orElseThrow();

        assertThat(failure.message())
                .startsWith("MATMUL F32[3, 7] F32[5, 7]ᵀ: element [0, ")
                .containsPattern("is -?[0-9.]+, exact is -?[0-9.]+, allowed ± [0-9.E-]+ \\(off by .* ulp\\)")
                .containsPattern("[0-9]+ of 15 are wrong")
                .containsPattern("made from x0 = \\[(-?[0-9.E-]+, ){6}-?[0-9.E-]+\\], x1 = \\[");
    }

    @Test
    void what_a_backend_throws_is_a_failed_case_with_its_trace() {
        Case one = new Case(Group.GRAPHS, "broken", trial -> {
            throw new IllegalStateException("out of luck");
        });
        Case other = new Case(Group.GRAPHS, "skipped", trial -> {
            throw new Skipped("no such device");
        });
        Report report = Suite.of(List.of(one, other)).run(FaultyBackendProvider.faultless(), BackendConfig.DEFAULT);

        assertThat(report.failures())
                .singleElement()
                .satisfies(result -> assertThat(result.message())
                        .startsWith("threw java.lang.IllegalStateException: out of luck")
                        .contains("SuiteTest"));
        assertThat(report.count(CaseResult.Status.SKIPPED)).isEqualTo(1);
        assertThat(ReportText.of(report)).contains("skipped: skipped: no such device", "FAILED: broken: threw");
    }

    @Test
    void a_backend_that_is_not_there_is_named_with_those_that_are() {
        assertThatThrownBy(() -> BackendConformance.find("abacus"))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("no backend \"abacus\" is on the class path; found [reference]");
    }
}
