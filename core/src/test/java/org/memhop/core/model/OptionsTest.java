package org.memhop.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.memhop.api.ConfigException;
import org.memhop.api.graph.Shape;
import org.memhop.api.model.Initial;
import org.memhop.core.config.Settings;
import org.memhop.core.wiring.MemhopModule;

class OptionsTest {
    private static final ModelSize SIZE = new ModelSize(5, 3, 4);

    private final Parameters parameters = new Parameters(Settings.standard().with("precision", "f64"), SIZE);

    @Test
    void options_stand_behind_the_id_of_a_component() {
        ComponentContext context = context("entity:slots=20:rate=0.5:gate=open");

        assertThat(context.chosen().id()).isEqualTo("entity");
        assertThat(context.option("slots", 5, 1, 100)).isEqualTo(20);
        assertThat(context.option("rate", 0.1, 0, 1)).isEqualTo(0.5);
        assertThat(context.option("gate", "shut", "open")).isEqualTo("open");
        context.chosen().requireAllAsked();
    }

    @Test
    void an_option_that_is_not_given_has_its_standard_value() {
        ComponentContext context = context("entity");

        assertThat(context.option("slots", 5, 1, 100)).isEqualTo(5);
        assertThat(context.option("rate", 0.1, 0, 1)).isEqualTo(0.1);
        assertThat(context.option("gate", "shut", "open")).isEqualTo("shut");
    }

    @Test
    void a_value_of_another_kind_is_refused_with_what_was_expected() {
        assertThatThrownBy(() -> context("entity:slots=none").option("slots", 5, 1, 100))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "setting memory: option slots of entity: found \"none\"; expected a whole number from 1 to 100");
    }

    @Test
    void an_option_that_a_component_does_not_have_is_refused_with_the_nearest_one() {
        ComponentContext context = context("entity:slost=20");
        context.option("slots", 5, 1, 100);

        assertThatThrownBy(() -> context.chosen().requireAllAsked())
                .isInstanceOf(ConfigException.class)
                .hasMessage("setting memory: entity has no option \"slost\"; did you mean slots? there are slots");
        assertThatThrownBy(() -> context("entity:slots=2").chosen().requireAllAsked())
                .hasMessage("setting memory: entity has no option \"slots\"; it has none");
    }

    @Test
    void every_option_of_a_component_is_named_in_its_summary() {
        MemhopModule.plugins().components().values().forEach(provider -> {
            ComponentContext context = context(provider.id());
            parameters.encoder(new BagOfWords.Provider().create(context));
            provider.create(context);
            assertThat(context.chosen().asked())
                    .as(provider.id())
                    .allSatisfy(option -> assertThat(provider.summary()).contains(option + "="));
        });
    }

    @Test
    void an_option_without_a_value_or_given_twice_is_refused() {
        assertThatThrownBy(() -> context("entity:slots"))
                .hasMessageContaining("expected name=value where \"slots\" stands");
        assertThatThrownBy(() -> context("entity:slots=1:slots=2")).hasMessageContaining("option slots is given twice");
    }

    @Test
    void options_are_read_when_a_model_is_put_together() {
        assertThatThrownBy(() -> Models.of(SIZE, "hop", "softmax:heads=4"))
                .hasMessage("setting hop: softmax has no option \"heads\"; it has none");
    }

    @Test
    void a_parameter_starts_as_its_component_says() {
        Parameter bias = parameter("b", Initial.constant(0.5));
        Parameter gain = parameter("a", new Initial(1, 1e-3));
        Model model = Models.of(SIZE);

        assertThat(model.initial(bias, 1).doubles()).containsOnly(0.5);
        assertThat(Arrays.stream(model.initial(gain, 1).doubles()).boxed())
                .allSatisfy(value -> assertThat(value).isBetween(0.99, 1.01));
        assertThat(model.initial(gain, 1).doubles()).doesNotContain(1.0);
    }

    private Parameter parameter(String name, Initial initial) {
        parameters.parameter(name, Shape.of(2, 3), initial);
        return parameters.all().stream()
                .filter(p -> p.variable().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private ComponentContext context(String text) {
        return new ComponentContext(parameters, Chosen.of("memory", text));
    }
}
