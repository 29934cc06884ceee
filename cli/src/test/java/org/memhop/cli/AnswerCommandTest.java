package org.memhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(TrainedRun.class)
class AnswerCommandTest {
    private static final String STORY = "Mary moved to the bathroom.\nJohn went to the hallway.\nWhere is Mary?\n";

    @TempDir
    Path directory;

    @Test
    void a_piped_story_is_answered_with_plain_aligned_attention(@Trained Path run) {
        Program.Outcome outcome = new Program().reading(STORY).with("answer", run);

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.lines().get(0)).isEqualTo("question  Where is Mary?");
        assertThat(outcome.lines().get(1)).matches("answer    bathroom [01]\\.\\d{4}");
        assertThat(outcome.lines().get(2)).matches("then      \\w+ [01]\\.\\d{4}, \\w+ [01]\\.\\d{4}");
        assertThat(outcome.lines().get(3)).isEqualTo(" hop 1   hop 2   hop 3  sentence");
        assertThat(outcome.lines().get(4)).matches("([01]\\.\\d{4}  ){3}Mary moved to the bathroom\\.");
        assertThat(outcome.lines().get(5)).matches("([01]\\.\\d{4}  ){3}John went to the hallway\\.");
        assertThat(outcome.lines().get(6)).matches("([01]\\.\\d{4}  ){3}\\(no sentence\\)");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void as_json_every_question_is_an_object_on_its_own_line(@Trained Path run) {
        Program.Outcome outcome =
                new Program().reading(STORY + "Where is John?\n").with("answer", run, "--json", "--top", 2);

        assertThat(outcome.lines()).hasSize(2);
        JsonNode first = JsonMapper.shared().readTree(outcome.lines().get(0));
        assertThat(first.get("answer").asString()).isEqualTo("bathroom");
        assertThat(first.get("candidates")).hasSize(2);
        assertThat(first.get("probability").asDouble())
                .isEqualTo(first.get("candidates").get(0).get("probability").asDouble())
                .isBetween(0.5, 1.0);
        assertThat(first.get("story").get(1).asString()).isEqualTo("John went to the hallway.");
        assertThat(first.get("attention")).hasSize(3);
        for (int hop = 0; hop < 3; hop++) {
            double sum = first.get("empty_slots").get(hop).asDouble();
            for (JsonNode weight : first.get("attention").get(hop)) {
                sum += weight.asDouble();
            }
            assertThat(sum).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-6));
        }
        assertThat(JsonMapper.shared()
                        .readTree(outcome.lines().get(1))
                        .get("answer")
                        .asString())
                .isEqualTo("hallway");
    }

    @Test
    void a_line_numbered_1_or_an_empty_one_begins_a_new_story(@Trained Path run) {
        Program.Outcome outcome = new Program().reading("""
                        1 Mary went to the garden.
                        2 John went to the office.
                        3 Where is Mary? \tgarden\t1
                        1 Daniel went to the kitchen.
                        2 Where is Daniel?\tkitchen\t1

                        Where is John?
                        """).with("answer", run, "--json");

        assertThat(outcome.lines()).hasSize(3);
        JsonNode first = JsonMapper.shared().readTree(outcome.lines().get(0));
        assertThat(first.get("question").asString()).isEqualTo("Where is Mary?");
        assertThat(first.get("story").get(0).asString()).isEqualTo("Mary went to the garden.");
        assertThat(JsonMapper.shared().readTree(outcome.lines().get(1)).get("story"))
                .hasSize(1);
        assertThat(JsonMapper.shared().readTree(outcome.lines().get(2)).get("story"))
                .isEmpty();
    }

    @Test
    void unknown_words_and_forgotten_sentences_are_said_and_it_goes_on(@Trained Path run) {
        Program.Outcome outcome = new Program()
                .reading("Mary danced to the moon.\n" + "John went to the office.\n".repeat(12)
                        + "Where is the very old and rather grumpy John?\n")
                .with("answer", run);

        assertThat(outcome.status()).isZero();
        assertThat(outcome.err())
                .contains("never saw danced, moon, very, old, and, rather, grumpy: left out")
                .contains("remembers 10 sentences: the oldest 3 forgotten");
        assertThat(outcome.out()).contains("answer    office").doesNotContain("danced");
    }

    @Test
    void a_question_about_a_file_is_asked_without_reading_further(@Trained Path run) throws IOException {
        Path story = Files.writeString(directory.resolve("s.txt"), "Mary moved to the bathroom.\n");

        Program.Outcome outcome = new Program()
                .reading("Where is John?\n")
                .with("answer", run, "--story", story, "--question", "where is mary", "--json");

        assertThat(outcome.lines()).hasSize(1);
        assertThat(outcome.out()).contains("\"question\":\"where is mary\",\"answer\":\"bathroom\"");
    }

    @Test
    void in_a_terminal_attention_is_bars_and_sentences_are_cut_to_fit(@Trained Path run) {
        Program.Outcome wide = new Program().inTerminal(120).reading(STORY).with("answer", run);
        Program.Outcome narrow = new Program().inTerminal(62).reading(STORY).with("answer", run);

        assertThat(wide.out())
                .contains("█")
                .contains("1  Mary moved to the bathroom.   ")
                .contains("hop 3");
        assertThat(narrow.out())
                .contains("█")
                .contains("Mary moved")
                .contains("…")
                .doesNotContain("bathroom.  ");
        assertThat(narrow.lines()).allMatch(line -> line.length() <= 62);
        assertThat(wide.out()).contains("  bathroom  ").contains(" %   then ");
    }

    @Test
    void commands_show_the_story_the_words_and_an_example(@Trained Path run) {
        Program.Outcome outcome = new Program()
                .reading("Mary moved to the bathroom.\n/story\n/words\n/new\n/story\n/example\n/dance\n/help\n")
                .with("answer", run);

        assertThat(outcome.lines().get(0)).isEqualTo("Mary moved to the bathroom.");
        assertThat(outcome.lines().get(1)).contains("back bathroom bedroom daniel");
        assertThat(outcome.lines())
                .filteredOn(line -> line.equals("Mary moved to the bathroom."))
                .hasSize(1);
        assertThat(outcome.out()).contains("Where is ").contains("right is: ");
        assertThat(outcome.err())
                .contains("there is no /dance")
                .contains("/example")
                .contains("Ctrl-D");
    }

    @Test
    void what_is_not_text_and_what_is_no_run_have_their_own_status(@Trained Path run) {
        byte[] latin = "Where is Zo\u00eb?\n".getBytes(StandardCharsets.ISO_8859_1);
        Program.Outcome garbage = new Program().reading(latin).with("answer", run);
        assertThat(garbage.status()).isEqualTo(3);
        assertThat(garbage.err()).contains("standard input").contains("line 1").contains("UTF-8");

        Program.Outcome nothing = Program.run("answer", directory.resolve("nowhere"));
        assertThat(nothing.status()).isEqualTo(4);
        assertThat(nothing.err()).contains("nowhere");

        assertThat(Program.run("answer", run, "--top", 0).status()).isEqualTo(2);
        assertThat(Program.run("answer", run, "--question", "?").err()).contains("no words");
    }
}
