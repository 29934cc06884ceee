package org.memhop.core.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.memhop.api.BackendException;
import org.memhop.api.ConfigException;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.core.compare.Comparison.Located;
import org.memhop.core.compare.Quantity.Kind;
import org.memhop.core.config.Settings;
import org.memhop.core.data.EncodedQuestions;
import org.memhop.core.model.Model;
import org.memhop.core.model.Models;
import org.memhop.core.wiring.MemhopModule;

class ComparisonTest {
    private final Backend reference = Models.reference();

    @AfterEach
    void close() {
        reference.close();
    }

    @Test
    void the_jvm_backend_agrees_in_both_types_and_is_timed() {
        for (String type : List.of("f32", "f64")) {
            try (Backend jvm = MemhopModule.plugins().open("jvm", BackendConfig.DEFAULT)) {
                Agreement agreement = new Comparison(reference, workload(type, 30)).with(jvm, Duration.ofMillis(50));

                assertThat(agreement.agrees()).isTrue();
                assertThat(agreement.stepSeconds()).isPositive();
                assertThat(agreement.firstExcess()).isEqualTo(-1);
                assertThat(agreement.figures()).hasSize(3 + 2 * 3); // three matrices
                assertThat(agreement.figures()).allSatisfy(f -> {
                    assertThat(f.largestUlps()).isGreaterThanOrEqualTo(f.medianUlps());
                    assertThat(f.relative()).isLessThan(type.equals("f32") ? 1e-4 : 1e-12);
                });
                assertThat(agreement.figures()).anyMatch(f -> f.relative() > 0);
            }
        }
    }

    @Test
    void a_wrong_gradient_parts_and_is_located_at_its_operation() {
        try (Backend broken = new BrokenBackend(LocatorTest.spoiling(Op.SCATTER_ADD_ROWS))) {
            Comparison comparison = new Comparison(reference, workload("f32", 5));
            Agreement agreement = comparison.with(broken, Duration.ZERO);

            assertThat(agreement.agrees()).isFalse();
            assertThat(agreement.agrees(Kind.LOGITS)).isTrue();
            assertThat(agreement.agrees(Kind.GRADIENT)).isFalse();
            List<Located> searched = comparison.locate(broken, agreement);
            assertThat(searched).extracting(Located::graph).containsExactly("gradient");
            assertThat(searched.get(0)
                            .result()
                            .finding()
                            .orElseThrow()
                            .parting()
                            .node()
                            .op())
                    .isEqualTo(Op.SCATTER_ADD_ROWS);
        }
    }

    @Test
    void what_goes_wrong_in_a_later_step_is_searched_for_with_the_values_it_has_there() {
        BrokenBackend.Fault late = new BrokenBackend.Fault() {
            private int updates;

            @Override
            public HostTensor update(Variable variable, HostTensor value) {
                updates++;
                if (variable.name().equals("W") || updates % 3 != 0) {
                    return value;
                }
                value.set(30, value.get(30) + 0.5);
                return value;
            }
        };
        try (Backend broken = new BrokenBackend(late)) {
            Comparison comparison = new Comparison(reference, workload("f32", 4));
            Agreement agreement = comparison.with(broken, Duration.ZERO);

            assertThat(agreement.agrees(Kind.GRADIENT)).isTrue();
            assertThat(agreement.agrees()).isFalse();
            List<Located> searched = comparison.locate(broken, agreement);
            assertThat(searched.get(0).graph()).isEqualTo("gradient");
            assertThat(searched.get(1).graph()).isEqualTo("step 1");
            Parting parting = searched.get(searched.size() - 1)
                    .result()
                    .finding()
                    .orElseThrow()
                    .parting();
            assertThat(parting.kind()).isEqualTo(Parting.Kind.UPDATE);
        }
    }

    @Test
    void a_difference_of_logits_is_searched_for_among_the_logits_alone() {
        try (Backend broken = new BrokenBackend(LocatorTest.spoiling(Op.GATHER_ROWS))) {
            Comparison comparison = new Comparison(reference, workload("f32", 0));
            Agreement agreement = comparison.with(broken, Duration.ZERO);

            Located located = comparison.locate(broken, agreement).get(0);
            assertThat(located.graph()).isEqualTo("logits");
            Node node = located.result().finding().orElseThrow().parting().node();
            assertThat(node.op()).isEqualTo(Op.GATHER_ROWS);
            assertThat(Creators.of(node.scope(), workload("f32", 0).model().settings()))
                    .isEqualTo("the question's encoding position-authors");
        }
    }

    @Test
    void an_error_is_measured_by_the_root_mean_square_where_an_element_is_smaller() {
        Quantity logits = new Quantity(Kind.LOGITS, "");
        Figure figure = Figure.of(logits, DType.F64, new double[] {3, 0.5, 4}, new double[] {3, 0, 4}, 0.2);

        assertThat(figure.relative()).isEqualTo(0.1);
        assertThat(figure.within()).isTrue();
        assertThat(figure.largestError()).isEqualTo(0.5);
        assertThat(figure.medianError()).isZero();
        assertThat(figure.largestRelative()).isEqualTo(0.5 / Math.sqrt(25.0 / 3));
        assertThat(figure.largestUlps()).isEqualTo(0.5 / Math.ulp(Math.sqrt(25.0 / 3)));
        Figure lost = Figure.of(logits, DType.F64, new double[] {Double.NaN}, new double[] {1}, 1);
        assertThat(lost.within()).isFalse();
        Figure same = Figure.of(logits, DType.F64, new double[] {Double.NaN}, new double[] {Double.NaN}, 0);
        assertThat(same.within()).isTrue();
    }

    @Test
    void tolerances_grow_with_the_steps_up_to_those_of_100() {
        Quantity loss = new Quantity(Kind.LOSS_AFTER, "");
        assertThat(loss.tolerance(DType.F32, 100)).isEqualTo(1e-3);
        assertThat(loss.tolerance(DType.F32, 1)).isEqualTo(2e-5);
        assertThat(loss.tolerance(DType.F64, 200)).isEqualTo(2e-9);
        assertThat(new Quantity(Kind.GRADIENT, "A").tolerance(DType.F64, 100)).isEqualTo(1e-11);
    }

    @Test
    void what_rounding_costs_widens_a_tolerance_but_never_so_far_that_anything_agrees() {
        assertThat(Comparison.tolerance(2e-5, 1e-7)).isEqualTo(2e-5);
        assertThat(Comparison.tolerance(2e-5, 1e-5)).isEqualTo(1e-4);
        assertThat(Comparison.tolerance(2e-5, 3)).isEqualTo(0.5);
        assertThat(Comparison.tolerance(2e-5, Double.POSITIVE_INFINITY)).isEqualTo(2e-5);
        assertThat(Comparison.tolerance(2e-5, Double.NaN)).isEqualTo(2e-5);
    }

    @Test
    void results_of_other_shapes_are_the_backends_error() {
        BrokenBackend.Fault longer = new BrokenBackend.Fault() {
            @Override
            public HostTensor node(Node node, List<HostTensor> operands, HostTensor value, Set<Node> outputs, int run) {
                return outputs.contains(node) && node.shape().rank() == 0
                        ? HostTensor.of(Shape.of(2), (float) value.get(0), 0f)
                        : value;
            }
        };
        try (Backend broken = new BrokenBackend(longer)) {
            Comparison comparison = new Comparison(reference, workload("f32", 0));
            assertThatThrownBy(() -> comparison.with(broken, Duration.ZERO))
                    .isInstanceOf(BackendException.class)
                    .hasMessageStartingWith("the results have the shapes [[2], ")
                    .hasMessageContaining("; expected [[], ");
        }
    }

    @Test
    void the_scopes_of_a_model_lead_to_its_parts() {
        Settings settings = Settings.standard();
        Map<String, String> expected = Map.of(
                "hop2/keys", "memory sentences, encoding position-authors",
                "gradient/hop1", "the gradient of hop softmax, controller by-tying",
                "gradient", "the gradient",
                "output", "output linear",
                "loss", "the loss",
                "clip", "clip per-matrix",
                "update", "optimizer sgd",
                "null-row", "the rule that the null symbol stays zero",
                "elsewhere", "");
        expected.forEach((scope, creator) ->
                assertThat(Creators.of(scope, settings)).as(scope).isEqualTo(creator));
    }

    @Test
    void without_examples_there_is_nothing_to_compare_on() {
        Model model = model("f32");
        assertThatThrownBy(() -> new Workload(model, new EncodedQuestions(List.of()), Map.of(), 1, 0, 1, 1))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no training questions");
    }

    private static Workload workload(String type, int steps) {
        Model model = model(type);
        return new Workload(model, new EncodedQuestions(Models.exampleList()), Models.values(model, 5), 1, 0, 2, steps);
    }

    private static Model model(String type) {
        return Models.of(Models.size(), "precision", type, "hops", "2", "dimension", "5", "batch-size", "4");
    }
}
