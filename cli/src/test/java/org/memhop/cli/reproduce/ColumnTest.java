package org.memhop.cli.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.memhop.api.ConfigException;
import org.memhop.api.task.Example;
import org.memhop.api.task.Part;
import org.memhop.api.task.TaskData;
import org.memhop.core.config.Settings;

class ColumnTest {
    private static final Example EXAMPLE = new Example(List.of(List.of("a")), List.of("b"), "c");

    private static TaskData data(Map<String, String> recipe) {
        return new TaskData("t", List.of(Part.of("t", "t", List.of(EXAMPLE), List.of(EXAMPLE))), recipe, Map.of());
    }

    @Test
    void all_means_every_column_in_the_order_of_the_paper() {
        assertThat(Column.parse("all"))
                .extracting(Column::id)
                .containsExactly(
                        "bow",
                        "pe",
                        "pe-ls",
                        "pe-ls-rn",
                        "1hop-joint",
                        "2hop-joint",
                        "3hop-joint",
                        "pe-ls-rn-joint",
                        "pe-ls-lw-joint");
    }

    @Test
    void variants_are_the_other_columns_and_a_list_has_none_twice() {
        assertThat(Column.parse("gated, variants,pe"))
                .extracting(Column::id)
                .containsExactly(
                        "gated",
                        "best",
                        "best-joint",
                        "gated-deep",
                        "query-reduction",
                        "query-reduction-joint",
                        "key-value",
                        "entity",
                        "adaptive",
                        "self-attending",
                        "pe")
                .hasSameSizeAs(Stream.of(ColumnTable.VARIANTS, List.of("pe"))
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    void what_every_column_changes_are_settings_and_values_of_theirs() {
        for (String id : Column.ids()) {
            Column column = Column.of(id);
            Map<String, String> values =
                    column.settings(data(Map.of()), Map.of()).values();
            assertThat(values).as(id).containsAllEntriesOf(column.changes());
        }
    }

    @Test
    void an_ensemble_with_a_stacked_one_in_it_is_stacked_unless_told_otherwise() {
        assertThat(Column.of("best").stacked()).isTrue();
        assertThat(Column.of("best:weights=equal").stacked()).isFalse();
        assertThat(Column.of("best+pe").stacked()).isTrue();
        assertThat(Column.of("best+pe:hops=2:weights=equal"))
                .returns(false, Column::stacked)
                .returns("best+pe:hops=2:weights=equal", Column::id)
                .satisfies(column -> assertThat(column.members())
                        .startsWith(Column.of("best").members().get(0))
                        .endsWith(Column.of("pe:hops=2")));
        assertThat(Column.of("pe+bow").stacked()).isFalse();
        assertThat(Column.of("best-joint").stacked()).isFalse();
    }

    @Test
    void settings_of_a_column_come_after_those_of_all_which_come_after_its_own_and_the_datas() {
        Column column = Column.of("entity:epochs=7");

        Settings settings = column.settings(
                data(Map.of("batch-size", "8", "dimension", "50", "hops", "9")),
                Map.of("epochs", "3", "learning-rate", "0.5"));

        assertThat(settings.whole("batch-size")).isEqualTo(8);
        assertThat(settings.whole("dimension")).isEqualTo(100);
        assertThat(settings.text("learning-rate")).isEqualTo("0.5");
        assertThat(settings.whole("epochs")).isEqualTo(7);
    }

    @Test
    void a_column_with_further_settings_is_another_and_bears_the_text_for_a_title() {
        Column plain = Column.of("pe");
        Column further = Column.of("pe:hops=1");

        assertThat(further.title()).isEqualTo("pe:hops=1");
        assertThat(further).isNotEqualTo(plain);
        assertThat(further.allChanges()).containsAllEntriesOf(plain.changes()).containsEntry("hops", "1");
    }

    @Test
    void options_follow_the_id_of_their_plugin() {
        assertThat(Column.of("pe:hop=multi-head:heads=4:dropout=0:memory=entity:slots=5:keys=own")
                        .further())
                .containsExactly(
                        Map.entry("hop", "multi-head:heads=4"),
                        Map.entry("dropout", "0"),
                        Map.entry("memory", "entity:slots=5:keys=own"));
    }

    @Test
    void what_is_no_setting_and_follows_no_plugin_is_refused_with_the_nearest() {
        for (String text : List.of("pe:hopps=4", "pe:hop=multi-head:dropout=0:hopps=4")) {
            assertThatThrownBy(() -> Column.of(text))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("--columns " + text)
                    .hasMessageContaining("there is no setting \"hopps\"; did you mean hops?");
        }
    }

    @Test
    void a_piece_that_is_none_a_setting_given_twice_and_a_flag_of_the_table_are_refused() {
        assertThatThrownBy(() -> Column.of("pe:hops"))
                .hasMessageContaining(
                        "--columns pe:hops: found \"hops\" after a colon; expected a setting and its value");
        assertThatThrownBy(() -> Column.of("pe:hops=../x")).hasMessageContaining("found \"hops=../x\"");
        assertThatThrownBy(() -> Column.of("pe:hops=1:hops=2")).hasMessageContaining("hops is given twice");
        assertThatThrownBy(() -> Column.of("pe:hops=many")).hasMessageContaining("expected a whole number");
        assertThatThrownBy(() -> Column.of("pe:seed=3"))
                .hasMessageContaining("--columns pe:seed=3: seed=3: expected a setting of the recipe; use --seed 3");
    }

    @Test
    void columns_with_a_plus_between_them_are_an_ensemble_of_what_each_trains() {
        Column ensemble = Column.of("best+pe:hops=2+gated-deep");

        assertThat(ensemble.id()).isEqualTo("best+pe:hops=2+gated-deep");
        assertThat(ensemble.trained())
                .extracting(Column::id)
                .containsExactly("gated-deep", "query-reduction", "pe-ls-rn", "pe:hops=2");
        assertThat(Column.of("pe").trained()).containsExactly(Column.of("pe"));
    }

    @Test
    void an_ensemble_of_other_words_and_settings_of_an_ensemble_are_refused() {
        assertThatThrownBy(() -> Column.of("pe+pe-ls-rn-joint"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--columns pe+pe-ls-rn-joint: found columns of one model for all tasks");
        assertThatThrownBy(() -> Column.of("best:hops=2"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("best is the ensemble gated-deep+query-reduction+pe-ls-rn")
                .hasMessageEndingWith("as in gated-deep:hops=2+query-reduction+pe-ls-rn");
    }

    @Test
    void a_name_that_is_none_is_refused_with_the_nearest() {
        assertThatThrownBy(() -> Column.of("gatde:hops=1"))
                .hasMessageContaining("\"gatde\"; did you mean gated?")
                .hasMessageContaining("variants");
    }

    @Test
    void columns_that_differ_are_kept_in_files_that_differ_and_the_papers_where_they_were() {
        String pieces = ":memory-size=30:dimension=40:learning-rate=0.01:momentum=0.5:clip-norm=30:epochs=";
        List<String> ids =
                List.of("pe", "pe:hops=1", "pe:hops=11", "pe:hops=1" + pieces + "1", "pe:hops=1" + pieces + "2");

        List<String> files = ids.stream().map(id -> file(Column.of(id))).toList();

        assertThat(files).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z0-9.+=-]{1,240}"));
        assertThat(files.get(0)).isEqualTo("pe.task-1.restart-2");
        assertThat(files.get(1)).isEqualTo("pe+hops=1.task-1.restart-2");
    }

    private static String file(Column column) {
        TaskData data = data(Map.of());
        return new Cell(column, "1", 2, data, column.settings(data, Map.of()), false).file();
    }
}
