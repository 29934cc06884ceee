package org.memhop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.core.run.LanguageModel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(TrainedTextRun.class)
class AttendCommandTest {
    @TempDir
    Path directory;

    @Test
    void the_average_over_the_validation_text_is_shaded_and_tabled(@Trained Path run) {
        Program.Outcome outcome = Program.run("attend", run, "--words", 300);

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.lines().get(0))
                .isEqualTo("attention to the last 12 words, on average over 300 words of the validation text");
        assertThat(outcome.lines().get(3)).matches("hop 1   [ ░▒▓█]{12}").contains("█");
        assertThat(outcome.lines().get(5)).isEqualTo("        12         1  words back");
        assertThat(outcome.lines().get(7)).matches("share, % +1 +2 +3-5 +6-10 +11-12 +mean");
        assertThat(outcome.lines().get(8)).matches("hop 1( +\\d+\\.\\d){6}");
    }

    @Test
    void the_figure_is_as_dark_as_its_json_says(@Trained Path run) throws IOException {
        Path place = directory.resolve("a/b");
        Program.Outcome outcome = Program.run("attend", run, "--words", 300, "--out", place);
        assertThat(outcome.out()).contains("figure  " + place.resolve("attention.png"));

        JsonNode json = JsonMapper.shared().readTree(Files.readString(place.resolve("attention.json")));
        assertThat(json.get("words").asInt()).isEqualTo(300);
        assertThat(json.get("memory").asInt()).isEqualTo(TrainedTextRun.MEMORY);
        assertThat(json.get("mean_distance")).hasSize(TrainedTextRun.HOPS);
        BufferedImage image = Objects.requireNonNull(
                ImageIO.read(place.resolve("attention.png").toFile()));
        assertThat(image.getWidth()).isEqualTo(1200);
        assertThat(image.getHeight()).isEqualTo(270 + 2 * TrainedTextRun.HOPS * 32);
        List<double[]> shares = new ArrayList<>(); // share, darkness
        for (int hop = 0; hop < TrainedTextRun.HOPS; hop++) {
            double sum = 0;
            for (int back = 1; back <= TrainedTextRun.MEMORY; back++) {
                double share = json.get("by_distance").get(hop).get(back - 1).asDouble();
                sum += share;
                int x = 90 + (int) ((1200 - 90 - 150) * (TrainedTextRun.MEMORY - back + 0.5) / TrainedTextRun.MEMORY);
                Color colour = new Color(image.getRGB(x, 90 + 32 * hop + 16));
                shares.add(new double[] {share, 255 - colour.getGreen()});
            }
            assertThat(sum).isCloseTo(1, within(1e-5));
        }
        shares.sort((a, b) -> Double.compare(a[0], b[0]));
        for (int i = 1; i < shares.size(); i++) {
            assertThat(shares.get(i)[1]).isGreaterThanOrEqualTo(shares.get(i - 1)[1]);
        }
        double most = shares.get(shares.size() - 1)[0];
        shares.forEach(s -> assertThat(s[1]).isCloseTo((255 - 0x1d) * s[0] / most, within(1.0)));
    }

    @Test
    void a_file_of_ones_own_is_read_whole(@Trained Path run) throws IOException {
        Path file = Files.writeString(directory.resolve("t.txt"), "they find the smith\n".repeat(20));
        Program.Outcome outcome = Program.run("attend", run, "--data", file);
        assertThat(outcome.lines().get(0)).endsWith("over 88 words of " + file);

        Path brief = Files.writeString(directory.resolve("short.txt"), "they find the smith\n");
        Program.Outcome refused = Program.run("attend", run, "--data", brief);
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("5 words").contains("remembers 12");
    }

    @Test
    void after_a_prompt_every_word_has_its_share(@Trained Path run) {
        Program.Outcome outcome = Program.run("attend", run, "--prompt", "they find the", "--top", 2);

        assertThat(outcome.lines().get(0)).matches("next      \\S+ 0\\.\\d{4}, \\S+ 0\\.\\d{4}");
        assertThat(outcome.lines().get(1)).isEqualTo(" hop 1   hop 2  word");
        assertThat(outcome.lines().get(5)).endsWith("  the");
        assertThat(outcome.lines().get(6)).endsWith("  (no word)");
        try (LanguageModel model = LanguageModel.load(run)) {
            double[][] attention =
                    model.next(List.of("<eos>", "they", "find", "the")).attention();
            assertThat(outcome.lines().get(5))
                    .startsWith(String.format("%.4f  %.4f", attention[0][3], attention[1][3]));
        }
        Program.Outcome terminal =
                new Program().inTerminal(70).with("attend", run, "--prompt", "they find the " + "zyx ".repeat(20));
        assertThat(terminal.err().lines()).containsExactly("never saw zyx: read as <unk>");
        assertThat(terminal.lines()).allMatch(line -> line.length() <= 70).anyMatch(line -> line.contains("█"));
    }

    @Test
    void what_does_not_go_together_is_refused(@Trained Path run) {
        assertRefused("--prompt shows one place", "attend", run, "--prompt", "they", "--out", directory);
        assertRefused("--words is 0", "attend", run, "--words", 0);
        assertRefused("--top is 0", "attend", run, "--prompt", "they", "--top", 0);
    }

    private static void assertRefused(String message, Object... command) {
        Program.Outcome outcome = Program.run(command);
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains(message);
    }
}
