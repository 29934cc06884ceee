package org.memhop.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.memhop.api.ConfigException;

class SettingsTest {
    static List<Setting> settings() {
        return Settings.all().toList();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void a_default_is_a_value_the_setting_accepts(Setting setting) {
        assertThat(setting.kind().accepts(setting.standard())).isTrue();
        assertThat(setting.help()).isNotBlank();
        assertThat(setting.kind().expected()).isNotBlank();
        assertThat(setting.name()).matches("[a-z]+(-[a-z]+)*");
    }

    @Test
    void names_are_unique() {
        assertThat(settings()).extracting(Setting::name).doesNotHaveDuplicates();
    }

    @Test
    void the_defaults_are_the_recipe_of_the_authors_code_for_one_task() {
        assertThat(Settings.standard().values())
                .containsEntry("hops", "3")
                .containsEntry("dimension", "20")
                .containsEntry("memory-size", "50")
                .containsEntry("tying", "adjacent")
                .containsEntry("encoding", "position-authors")
                .containsEntry("temporal", "time-words")
                .containsEntry("mask-empty-slots", "false")
                .containsEntry("init-deviation", "0.1")
                .containsEntry("epochs", "100")
                .containsEntry("batch-size", "32")
                .containsEntry("batches", "with-replacement")
                .containsEntry("optimizer", "sgd")
                .containsEntry("decay-every", "25")
                .containsEntry("clip", "per-matrix")
                .containsEntry("clip-norm", "40")
                .containsEntry("linear-start", "epochs")
                .containsEntry("linear-start-epochs", "20")
                .containsEntry("linear-start-rate", "0.005")
                .containsEntry("rate-after-linear-start", "0.005")
                .containsEntry("noise", "0.1")
                .containsEntry("validation", "0.1");
    }

    @Test
    void a_change_leaves_the_settings_it_came_from_alone() {
        Settings standard = Settings.standard();
        Settings changed = standard.with(Map.of("hops", "2", "clip-norm", "0.5"), "recipe.yaml");

        assertThat(changed.whole("hops")).isEqualTo(2);
        assertThat(changed.real("clip-norm")).isEqualTo(0.5);
        assertThat(changed.text("tying")).isEqualTo("adjacent");
        assertThat(standard).isEqualTo(Settings.standard()).isNotEqualTo(changed);
        assertThat(changed.hashCode()).isNotEqualTo(standard.hashCode());
        assertThat(standard.whole("hops")).isEqualTo(3);
        assertThat(changed.values().keySet())
                .containsExactlyElementsOf(standard.values().keySet());
        assertThat(changed.toString()).contains("hops=2");
    }

    @Test
    void values_cannot_be_changed_from_outside() {
        assertThatThrownBy(() -> Settings.standard().values().put("hops", "x"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void a_seed_may_be_a_long() {
        assertThat(Settings.standard().with("seed", "9223372036854775807").wide("seed"))
                .isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({
        "hop-s, hops",
        "learning-rat, learning-rate",
        "Hops, hops",
        "batchsize, batch-size",
        "linear_start, linear-start",
    })
    void an_unknown_name_is_answered_with_the_nearest(String name, String nearest) {
        assertThatThrownBy(() -> Settings.standard().with(Map.of(name, "1"), "recipe.yaml"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("recipe.yaml: there is no setting \"" + name + "\"; did you mean " + nearest + "?");
        assertThatThrownBy(() -> Settings.standard().text(name))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("did you mean " + nearest + "?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hops | 0 | a whole number from 1 to 100",
                "hops | 101 | a whole number from 1 to 100",
                "hops | 2.0 | a whole number from 1 to 100",
                "hops | '' | a whole number from 1 to 100",
                "epochs | -1 | a whole number from 0 to 1000000",
                "seed | 9223372036854775808 | a whole number from 0 to 9223372036854775807",
                "noise | 1.5 | a number from 0.0 to 1.0",
                "noise | -0.1 | a number from 0.0 to 1.0",
                "noise | NaN | a number from 0.0 to 1.0",
                "noise | much | a number from 0.0 to 1.0",
                "validation | 0.95 | a number from 0.0 to 0.9",
                "clip-norm | Infinity | a number from 1.0E-9 to 1.0E12",
                "tying | Adjacent | one of adjacent, layer-wise, single, none",
                "mask-empty-slots | yes | one of true, false",
                "precision | f16 | one of f32, f64",
                "encoding | '  ' | the id of an encoder",
                "memory | '' | the id of a memory",
            })
    void a_wrong_value_is_answered_with_what_was_expected(String name, String value, String expected) {
        assertThatThrownBy(() -> Settings.standard().with(Map.of(name, value), "recipe.yaml"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("recipe.yaml: setting " + name + ": found \"" + value + "\"; expected " + expected);
    }

    @ParameterizedTest
    @CsvSource({"hops, 1", "hops, 100", "noise, 0", "noise, 1", "validation, 0.9", "epochs, 0", "encoding, a-strangers"
    })
    void bounds_belong_to_the_range(String name, String value) {
        assertThat(Settings.standard().with(name, value).text(name)).isEqualTo(value);
    }
}
