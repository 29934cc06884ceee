package org.memhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.memhop.core.run.LanguageModel;

@ExtendWith(TrainedTextRun.class)
class GenerateTextCommandTest {
    @Test
    void a_text_begins_with_its_prompt_and_is_the_same_for_a_seed(@Trained Path run) {
        Object[] command = {"generate", "text", run, "--prompt", "they find the", "--words", 30, "--seed", 4};

        Program.Outcome outcome = Program.run(command);

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).startsWith("they find the ").doesNotContain("<eos>", "<unk>");
        assertThat(outcome.err()).isEmpty();
        assertThat(Program.run(command).out()).isEqualTo(outcome.out());
        command[command.length - 1] = 5;
        assertThat(Program.run(command).out()).isNotEqualTo(outcome.out());
    }

    @Test
    void sentences_are_lines_and_samples_are_parted_by_an_empty_one(@Trained Path run) {
        Program.Outcome outcome = Program.run(
                "generate", "text", run, "--prompt", "they", "--words", 40, "--samples", 2, "--temperature", 0.5);

        List<String> samples = List.of(outcome.out().split("\n\n"));
        assertThat(samples).hasSize(2).allMatch(sample -> sample.startsWith("they"));
        assertThat(samples.get(0).strip()).isNotEqualTo(samples.get(1).strip()).contains("\n");
    }

    @Test
    void at_temperature_0_each_word_is_the_most_probable(@Trained Path run) {
        String text = Program.run(
                        "generate", "text", run, "--prompt", "they find the", "--words", 1, "--temperature", 0)
                .out();
        try (LanguageModel model = LanguageModel.load(run)) {
            String first = model.next(List.of("<eos>", "they", "find", "the"))
                    .top(1)
                    .get(0)
                    .word();
            assertThat(text.strip()).isEqualTo("they find the " + first);
        }
    }

    @Test
    void in_a_terminal_lines_are_broken_between_words(@Trained Path run) {
        Program.Outcome outcome = new Program()
                .inTerminal(30)
                .with("generate", "text", run, "--prompt", "they find the ".repeat(8), "--words", 5);

        assertThat(outcome.lines()).allMatch(line -> line.length() < 30);
        assertThat(outcome.lines().get(0)).isEqualTo("they find the they find the");
        assertThat(Arrays.asList(outcome.out().split("\\s+"))).startsWith("they", "find", "the", "they");
    }

    @Test
    void what_it_does_not_know_and_what_cannot_be_is_said(@Trained Path run) {
        Program.Outcome unknown = Program.run("generate", "text", run, "--prompt", "the zyx zyx", "--words", 1);
        assertThat(unknown.err().lines()).containsExactly("never saw zyx: read as <unk>");
        assertThat(unknown.out()).startsWith("the zyx zyx");

        assertRefused("--temperature", -1, "temperature is -1", run);
        assertRefused("--top-k", -1, "top-k is -1", run);
        assertRefused("--words", 0, "--words is 0", run);
        assertRefused("--samples", 0, "--samples is 0", run);
    }

    private static void assertRefused(String flag, int value, String message, Path run) {
        Program.Outcome outcome = Program.run("generate", "text", run, flag, value);
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains(message);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void a_run_of_the_other_kind_is_refused_and_sent_to_the_right_command(@Trained Path run) {
        Program.Outcome answer = Program.run("answer", run, "--question", "where");
        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.err()).contains("running text").contains("generate text");
    }
}
