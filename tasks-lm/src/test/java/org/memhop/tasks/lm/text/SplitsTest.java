package org.memhop.tasks.lm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.api.FormatException;
import org.memhop.api.task.Text;

class SplitsTest {
    @TempDir
    Path directory;

    @Test
    void of_lines_the_last_tenth_is_the_test_and_the_tenth_before_it_to_go_by() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 29; i++) {
            lines.append("line ").append(i).append(i % 3 == 0 ? "\n \n" : "\n"); // blank lines do not count
        }
        Splits splits = Splits.heldOut(write(lines.toString()), TextFormat.LINES);
        assertThat(words(splits.train())).hasSize(25 * 3).endsWith("line", "25", "<eos>");
        assertThat(words(splits.validation())).containsExactly("line", "26", "<eos>", "line", "27", "<eos>");
        assertThat(words(splits.test())).containsExactly("line", "28", "<eos>", "line", "29", "<eos>");
    }

    @Test
    void an_error_in_a_later_split_names_the_line_of_the_file() throws IOException {
        Splits splits = Splits.heldOut(write("word\n\n".repeat(9) + "b\u0001d\n"), TextFormat.LINES);
        assertThat(words(splits.validation())).containsExactly("word", "<eos>");
        assertThatThrownBy(() -> words(splits.test()))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("own.txt:19: control character U+0001 at offset 55");
    }

    @Test
    void of_a_stream_it_is_the_last_hundredth_and_a_hundredth_of_the_rest() throws IOException {
        Splits splits = Splits.heldOut(write(" abc".repeat(25_000)), TextFormat.STREAM);
        assertThat(words(splits.test())).hasSize(250); // of 100,000 bytes the last 1,000, as of Text8 the last million
        assertThat(words(splits.validation())).hasSize(247); // 990 bytes, and a word that lies across the cut
        assertThat(words(splits.train())).hasSize(25_000 - 250 - 247);
    }

    @Test
    void no_word_is_cut_lost_or_read_twice_wherever_the_cuts_fall() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 200; round++) {
            StringBuilder text = new StringBuilder();
            int words = 400 + random.nextInt(400);
            for (int i = 0; i < words; i++) {
                text.append(" ".repeat(1 + random.nextInt(3))).append("wé".repeat(1 + random.nextInt(4)));
            }
            Path file = write(text.toString());
            Splits splits = Splits.heldOut(file, TextFormat.STREAM);
            List<String> all = words(splits.train());
            all.addAll(words(splits.validation()));
            all.addAll(words(splits.test()));
            assertThat(all).isEqualTo(words(FileText.of(file, TextFormat.STREAM)));
        }
    }

    @Test
    void too_few_lines_to_hold_any_out_are_refused() throws IOException {
        Path file = write("a\n".repeat(9));
        assertThatThrownBy(() -> Splits.heldOut(file, TextFormat.LINES))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("own.txt: found 9 of the 10 or more lines")
                .hasMessageContaining("--train");
    }

    @Test
    void a_stream_too_short_to_hold_any_out_is_refused() throws IOException {
        for (String text : List.of("", "a b c", "a".repeat(4000), "a ".repeat(90))) {
            Path file = write(text);
            assertThatThrownBy(() -> Splits.heldOut(file, TextFormat.STREAM))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("own.txt: found a stream of " + text.length() + " bytes, too short");
        }
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("own.txt"), text);
    }

    private static List<String> words(Text text) {
        List<String> words = new ArrayList<>();
        text.forEach(words::add);
        return words;
    }
}
