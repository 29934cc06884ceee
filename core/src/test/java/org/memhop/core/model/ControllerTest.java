package org.memhop.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.memhop.api.ConfigException;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.model.Question;
import org.memhop.core.config.Settings;

/** The state before and between hops. */
class ControllerTest {
    @ParameterizedTest
    @CsvSource({"none, -1 2 -3 4 -5", "relu, 0 2 0 4 0", "relu-half, -1 2 0 4 0"})
    void a_nonlinearity_bends_none_all_or_the_second_half_of_the_units(String nonlinearity, String expected) {
        Scope g = Scope.root(DType.F64);
        Node state = g.constant(HostTensor.of(Shape.of(1, 5), new double[] {-1, 2, -3, 4, -5}));
        g.output("state", Nonlinearity.of(context("nonlinearity", nonlinearity)).apply(g, state));

        assertThat(run(g))
                .containsExactly(List.of(expected.split(" ")).stream()
                        .mapToDouble(Double::parseDouble)
                        .toArray());
    }

    @Test
    void a_nonlinearity_that_is_not_there_is_refused() {
        Settings settings = Settings.standard();

        assertThatThrownBy(() -> settings.with("nonlinearity", "relu-third"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("none, relu, relu-half");
    }

    @Test
    void a_constant_first_state_is_a_tenth_in_every_unit_of_every_example() {
        Scope g = Scope.root(DType.F64);
        Question question = new Question(g.constant(HostTensor.zeros(DType.I32, Shape.of(2, 3))));
        ComponentContext context = context("first-state", "constant");
        g.output("state", new SumController(context).start(g, question));

        assertThat(run(g)).hasSize(2 * context.dimension()).containsOnly(0.1);
        assertThat(context.model().all()).isEmpty();
    }

    @Test
    void with_a_constant_first_state_no_question_changes_the_answer_and_none_is_embedded() {
        Model model = Models.of(Models.size(), "first-state", "constant", "tying", "layer-wise", "temporal", "rows");
        Map<String, HostTensor> values = Models.values(model, 1);
        int[][] story = Models.story(Models.words(1, 2), Models.words(3));

        assertThat(model.parameters())
                .extracting(parameter -> parameter.variable().name())
                .containsExactlyInAnyOrder("A", "C", "W", "H", "T_A", "T_C");
        assertThat(Models.answer(model, values, Models.example(story, Models.words(4, 5), 1)))
                .isEqualTo(Models.answer(model, values, Models.example(story, Models.words(), 1)));
    }

    @Test
    void the_first_hop_of_the_language_model_is_the_one_done_by_hand() {
        // d = 2, one word in one slot: p = 1, o = c = C x + T_C(1), u² = (h₁·u¹ + c₁, relu(h₂·u¹ + c₂))
        Model model = Models.of(
                new ModelSize(3, 1, 1),
                "first-state",
                "constant",
                "nonlinearity",
                "relu-half",
                "encoding",
                "bag-of-words",
                "temporal",
                "rows",
                "tying",
                "layer-wise",
                "hops",
                "1",
                "dimension",
                "2");
        Map<String, HostTensor> values = Map.of(
                "C", HostTensor.of(Shape.of(3, 2), new double[] {0, 0, 0.5, -2, 9, 9}),
                "T_C", HostTensor.of(Shape.of(2, 2), new double[] {0, 0, -1, 0.25}),
                "H", HostTensor.of(Shape.of(2, 2), new double[] {1, 2, 3, 4}),
                "W", HostTensor.of(Shape.of(3, 2), new double[] {0, 0, 1, 0, 0, 1}));
        double bent = 0.7 - 2 + 0.25;
        double state = 0.3 + 0.5 - 1;
        double sum = 1 + Math.exp(state) + 1; // the unit that would be negative is 0

        HostTensor found = Models.answer(
                        model, values, Models.example(Models.story(Models.words(1)), Models.words(), 1))
                .values()
                .iterator()
                .next();

        assertThat(bent).isNegative();
        assertThat(found.doubles())
                .containsExactly(new double[] {1 / sum, Math.exp(state) / sum, 1 / sum}, within(1e-15));
    }

    private static ComponentContext context(String setting, String value) {
        return new ComponentContext(
                new Parameters(
                        Settings.standard().with(Map.of(setting, value, "precision", "f64"), "test"), Models.size()),
                Chosen.of("controller", "sum"));
    }

    private static double[] run(Scope g) {
        try (Backend backend = Models.reference();
                Session session = backend.newSession(List.of())) {
            return session.compile(g.graph()).run(List.of()).get(0).doubles().clone();
        }
    }
}
