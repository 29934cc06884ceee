package org.memhop.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.memhop.api.graph.Shape;
import org.memhop.api.model.Role;

class TyingTest {
    private static final int HOPS = 3;

    @Test
    void adjacent_hops_share_output_and_input_the_question_the_first_input_and_the_answer_the_last_output() {
        for (int hop = 0; hop + 1 < HOPS; hop++) {
            assertThat(name(Tying.ADJACENT, Role.A, hop + 1)).isEqualTo(name(Tying.ADJACENT, Role.C, hop));
            assertThat(name(Tying.ADJACENT, Role.T_A, hop + 1)).isEqualTo(name(Tying.ADJACENT, Role.T_C, hop));
        }
        assertThat(name(Tying.ADJACENT, Role.B, 0)).isEqualTo(name(Tying.ADJACENT, Role.A, 0));
        assertThat(name(Tying.ADJACENT, Role.W, 0)).isEqualTo(name(Tying.ADJACENT, Role.C, HOPS - 1));
        assertThat(tables(Tying.ADJACENT)).hasSize(2 * (HOPS + 1));
    }

    @Test
    void layer_wise_tying_gives_every_hop_the_same_tables() {
        for (int hop = 1; hop < HOPS; hop++) {
            for (Role role : List.of(Role.A, Role.C, Role.T_A, Role.T_C)) {
                assertThat(name(Tying.LAYER_WISE, role, hop)).isEqualTo(name(Tying.LAYER_WISE, role, 0));
            }
        }
        assertThat(tables(Tying.LAYER_WISE)).containsExactlyInAnyOrder("A", "C", "B", "W", "T_A", "T_C");
    }

    @Test
    void single_tying_is_one_table_for_words_and_one_for_times() {
        assertThat(tables(Tying.SINGLE)).containsExactlyInAnyOrder("A", "T");
        assertThat(parameters("single", "rows")).containsExactlyInAnyOrder("A", "T");
        assertThat(tiedOutput("single", "C")).containsExactly("A");
    }

    @Test
    void without_tying_every_role_of_every_hop_has_a_table_of_its_own() {
        assertThat(tables(Tying.NONE)).hasSize(4 * HOPS + 2);
    }

    @Test
    void a_model_has_the_tables_of_its_tying_and_layer_wise_a_matrix_between_hops() {
        assertThat(parameters("adjacent", "none")).containsExactly("A1", "C1", "C2", "C3");
        assertThat(parameters("adjacent", "rows"))
                .containsExactlyInAnyOrder("A1", "C1", "C2", "C3", "T_A1", "T_C1", "T_C2", "T_C3");
        assertThat(parameters("layer-wise", "rows")).containsExactlyInAnyOrder("A", "C", "B", "W", "H", "T_A", "T_C");
        assertThat(parameters("none", "none")).containsExactlyInAnyOrder("A1", "A2", "A3", "C1", "C2", "C3", "B", "W");
    }

    @Test
    void the_output_can_be_tied_to_what_the_memory_is_matched_with_or_read_as() {
        for (String role : List.of("A", "C")) {
            assertThat(tiedOutput("layer-wise", role)).containsExactlyInAnyOrder("A", "C", "B", "H");
            assertThat(tiedOutput("none", role))
                    .containsExactlyInAnyOrder("A1", "A2", "A3", "C1", "C2", "C3", "B")
                    .contains(role + "3");
        }
        assertThat(tiedOutput("adjacent", "C")).containsExactly("A1", "C1", "C2", "C3");
    }

    @Test
    void the_null_row_of_an_output_that_is_tied_is_kept_at_zero_and_that_of_one_of_its_own_is_learned() {
        assertThat(rowsKeptAtZero("A")).containsExactlyInAnyOrder("A", "C", "B");
        assertThat(rowsKeptAtZero("none")).containsExactlyInAnyOrder("A", "C", "B");
        assertThat(tiedOutput("layer-wise", "none")).contains("W");
    }

    private static List<String> tiedOutput(String tying, String tied) {
        return Models.of(Models.size(), "tying", tying, "tied-output", tied, "temporal", "none").parameters().stream()
                .map(parameter -> parameter.variable().name())
                .toList();
    }

    private static List<String> rowsKeptAtZero(String tied) {
        return Models.of(Models.size(), "tying", "layer-wise", "tied-output", tied, "temporal", "none")
                .parameters()
                .stream()
                .filter(Parameter::nullRow)
                .map(parameter -> parameter.variable().name())
                .toList();
    }

    @Test
    void tables_have_a_row_for_each_word_or_time() {
        // 7 words and 4 slots: times 1 to 4, and row 0
        assertThat(shape("rows", "C1")).isEqualTo(Shape.of(7, 20));
        assertThat(shape("rows", "T_C1")).isEqualTo(Shape.of(5, 20));
        assertThat(shape("time-words", "C1")).isEqualTo(Shape.of(11, 20));
    }

    private static List<String> tables(Tying tying) {
        Stream<String> perHop = Stream.of(Role.A, Role.C, Role.T_A, Role.T_C)
                .flatMap(role -> Stream.of(0, 1, 2).map(hop -> name(tying, role, hop)));
        return Stream.concat(perHop, Stream.of(name(tying, Role.B, 0), name(tying, Role.W, 0)))
                .distinct()
                .toList();
    }

    private static String name(Tying tying, Role role, int hop) {
        return tying.name(role, hop, HOPS);
    }

    private static List<String> parameters(String tying, String temporal) {
        return Models.of(Models.size(), "tying", tying, "temporal", temporal).parameters().stream()
                .map(parameter -> parameter.variable().name())
                .toList();
    }

    private static Shape shape(String temporal, String name) {
        return Models.of(Models.size(), "temporal", temporal).parameters().stream()
                .filter(parameter -> parameter.variable().name().equals(name))
                .findFirst()
                .orElseThrow()
                .variable()
                .shape();
    }
}
