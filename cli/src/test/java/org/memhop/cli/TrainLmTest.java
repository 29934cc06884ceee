package org.memhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrainLmTest {
    private static final int VALID_WORDS = 40 * 5;
    private static final int TEST_WORDS = 50 * 5;

    @TempDir
    Path directory;

    private Path data = Path.of("");

    @BeforeEach
    void write() throws IOException {
        data = SmallText.write(directory.resolve("data"), "weather");
    }

    private Program.Outcome train(String run, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("train", "lm", "--run", directory.resolve(run)));
        arguments.addAll(List.of("--epochs", 3, "--hops", 1, "--memory-size", 5, "--dimension", 8));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray());
    }

    private Object[] files() {
        return new Object[] {
            "--train", data.resolve("weather.train.txt"),
            "--valid", data.resolve("weather.valid.txt"),
            "--test", data.resolve("weather.test.txt")
        };
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private JsonNode restart(String run) throws IOException {
        return json(Files.readString(directory.resolve(run).resolve("result.json")))
                .get("restarts")
                .get(0);
    }

    @Test
    void a_training_on_text_is_told_in_perplexities() throws IOException {
        Program.Outcome outcome = train("one", files());

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err())
                .contains("Training one: 2,000 words, 10 different, from " + data.resolve("weather.train.txt"))
                .contains("1 hop, memory of 5 words, dimension 8, layer-wise tying")
                .containsPattern("one: epoch 3/3, perplexity [\\d.]+, valid [\\d.]+, rate 0\\.0[\\d.]+, \\d+\\.\\d s")
                .doesNotContain("error");
        double valid = Math.exp(restart("one").get("validation_loss").asDouble());
        assertThat(outcome.out())
                .containsPattern("text +test words +valid perplexity +test perplexity +best epoch")
                .containsPattern("250 +" + String.format(Locale.ROOT, "%.2f", valid) + " +\\d\\.\\d\\d +[123] of 3")
                .contains("generate text " + directory.resolve("one"))
                .contains("score " + directory.resolve("one") + " FILE")
                .doesNotContain("error", "answer");
        assertThat(Files.readString(directory.resolve("one/report.md")))
                .contains("the one with the lowest validation loss, after epoch")
                .contains("## Learning curve")
                .doesNotContain("error %");
    }

    @Test
    void restarts_are_told_with_mean_and_deviation() {
        Program.Outcome outcome = train(
                "three",
                Stream.of(files(), new Object[] {"--restarts", 3})
                        .flatMap(Stream::of)
                        .toArray());

        assertThat(outcome.err()).containsPattern("three restart 2: valid [\\d.]+, test [\\d.]+, ");
        assertThat(outcome.lines().get(0)).matches("text.* best epoch +mean of restarts +deviation +least +most");
        String[] cells = outcome.lines().get(1).split(" {2,}");
        double[] figures = Stream.of(cells)
                .skip(cells.length - 4)
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(figures[0]).isBetween(figures[2], figures[3]);
        assertThat(figures[1]).isPositive();
    }

    @Test
    void a_generated_text_is_told_with_what_can_be_reached_at_best() {
        Program.Outcome outcome = train("generated", "--questions", 300);

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).containsPattern("ideal perplexity [12]\\.\\d\\d");
        assertThat(outcome.err()).contains("generated with seed 1");
    }

    @Test
    void evaluating_scores_every_word_of_validation_and_test_once_and_as_the_training_did() throws IOException {
        train("one", files());

        Program.Outcome outcome = Program.run("evaluate", directory.resolve("one"), "--json");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        JsonNode all = json(outcome.out());
        assertThat(all.get("words").asInt()).isEqualTo(TEST_WORDS);
        JsonNode valid = all.get("texts").get(0);
        JsonNode test = all.get("texts").get(1);
        assertThat(valid.get("split").asString()).isEqualTo("valid");
        assertThat(valid.get("words").asInt()).isEqualTo(VALID_WORDS);
        assertThat(valid.get("loss").asDouble())
                .isCloseTo(restart("one").get("validation_loss").asDouble(), Offset.offset(1e-6));
        assertThat(test.get("loss").asDouble())
                .isCloseTo(restart("one").get("parts").get(0).get("loss").asDouble(), Offset.offset(1e-6));
        assertThat(all.get("perplexity").asDouble())
                .isCloseTo(Math.exp(test.get("loss").asDouble()), Offset.offset(1e-9));
        assertThat(Program.run("evaluate", directory.resolve("one")).out())
                .containsPattern("valid +200 +0 +\\d\\.\\d\\d ")
                .containsPattern("test +250 +0 +\\d\\.\\d\\d ");
    }

    @Test
    void every_word_of_a_file_of_ones_own_is_scored_and_unknown_ones_are_counted() throws IOException {
        train("one", files());
        Path own = Files.writeString(
                directory.resolve("own.txt"), SmallText.lines(30, 5) + "rain thunder rain lightning\n");

        Program.Outcome outcome = Program.run("evaluate", directory.resolve("one"), "--data", own, "--json");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(json(outcome.out()).get("texts")).hasSize(1);
        assertThat(json(outcome.out()).get("words").asInt()).isEqualTo(31 * 5);
        assertThat(json(outcome.out()).get("texts").get(0).get("unknown").asInt())
                .isEqualTo(2);
        Path other = SmallText.write(directory.resolve("other"), "other");
        assertThat(json(Program.run("evaluate", directory.resolve("one"), "--data", other, "--json")
                                .out())
                        .get("texts"))
                .as("of a directory its validation and test text")
                .hasSize(2);
    }

    @Test
    void a_file_of_two_lines_is_scored_though_nothing_of_it_could_be_held_out() throws IOException {
        train("one", files());
        Path own = Files.writeString(directory.resolve("own.txt"), "rain snow wind rain\nfog ice\n");

        Program.Outcome outcome = Program.run("evaluate", directory.resolve("one"), "--data", own);

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).containsPattern("own-txt +test +8 +0 ");
    }

    @Test
    void a_run_learnt_from_a_stream_reads_a_file_of_lines_as_a_stream() throws IOException {
        Path stream = Files.writeString(
                directory.resolve("stream.txt"), SmallText.lines(400, 1).replace('\n', ' '));
        assertThat(train("streamed", "--data", stream).status()).isZero();
        Path own = Files.writeString(directory.resolve("own.txt"), SmallText.lines(30, 5));

        Program.Outcome outcome = Program.run("evaluate", directory.resolve("streamed"), "--data", own);

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).containsPattern("own-txt +test +120 +0 ");
    }

    @Test
    void evaluating_with_a_cache_tunes_it_on_validation_and_tells_both_perplexities() {
        train("one", files());

        Program.Outcome outcome = Program.run("evaluate", directory.resolve("one"), "--cache", 50, "--json");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        JsonNode all = json(outcome.out());
        JsonNode cache = all.get("caches").get(0);
        assertThat(cache.get("size").asInt()).isEqualTo(50);
        assertThat(cache.get("lambda").asDouble()).isBetween(0.0, 0.6);
        assertThat(cache.get("valid").asDouble())
                .isLessThanOrEqualTo(all.get("texts").get(0).get("perplexity").asDouble() + 1e-6);
        assertThat(cache.get("test").asDouble()).isCloseTo(all.get("perplexity").asDouble(), Offset.offset(1.0));
        assertThat(Program.run("evaluate", directory.resolve("one"), "--cache", 50)
                        .out())
                .containsPattern("test +250 +0 +\\d\\.\\d\\d ")
                .containsPattern("text +cache +theta +lambda +valid with it +test with it")
                .containsPattern("50 states +\\d\\.\\d{4} +0\\.\\d\\d +\\d\\.\\d\\d +\\d\\.\\d\\d");
        assertThat(Program.run("evaluate", directory.resolve("one")).out()).doesNotContain("cache");
        Program.Outcome empty = Program.run("evaluate", directory.resolve("one"), "--cache", 0);
        assertThat(empty.status()).isEqualTo(2);
        assertThat(empty.err()).contains("expected a size of 1 or more");
        Program.Outcome alone = Program.run(
                "evaluate", directory.resolve("one"), "--cache", 9, "--data", data.resolve("weather.test.txt"));
        assertThat(alone.status()).isEqualTo(2);
        assertThat(alone.err()).contains("no validation text to tune a cache on");
    }

    @Test
    void an_unfinished_run_among_others_is_named_and_does_not_stop_the_scoring() throws IOException {
        train("all/a", files());
        copy("a", "b");
        copy("a", "c");
        Files.delete(directory.resolve("all/b/result.json"));
        Files.delete(directory.resolve("all/c/result.json"));
        move("all/c/best");
        move("all/c/checkpoints");

        Program.Outcome outcome = Program.run("evaluate", directory.resolve("all"));

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err())
                .contains(directory.resolve("all/b") + ": this run is not finished; scored as far as it has come")
                .contains(directory.resolve("all/c") + ": this run is not finished; left out")
                .doesNotContain("all/a:");
        assertThat(outcome.lines()).filteredOn(line -> line.matches("[abc] .*")).hasSize(4);
        assertThat(json(Program.run("evaluate", directory.resolve("all"), "--json")
                                .out())
                        .get("unfinished"))
                .hasSize(2);
        assertThat(Program.run("evaluate", directory.resolve("all/c")).status()).isEqualTo(4);
    }

    private void copy(String from, String to) throws IOException {
        Path source = directory.resolve("all").resolve(from);
        Path target = directory.resolve("all").resolve(to);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(source.relativize(file)));
            }
        }
    }

    private void move(String name) throws IOException {
        Files.move(
                directory.resolve(name),
                Files.createTempDirectory(directory, "gone").resolve("gone"));
    }

    @Test
    void half_of_the_files_or_two_places_of_the_data_are_refused() {
        Program.Outcome half = train("half", "--train", data.resolve("weather.train.txt"), "--test", data);
        assertThat(half.status()).isEqualTo(2);
        assertThat(half.err()).contains("--train and --test", "expected --train, --valid and --test");

        Program.Outcome both = train("both", "--data", data, "--train", data.resolve("weather.train.txt"));
        assertThat(both.status()).isEqualTo(2);
        assertThat(both.err()).contains("--data and --train");

        Program.Outcome stories = Program.run("train", "babi", "--train", data.resolve("weather.train.txt"));
        assertThat(stories.status()).isEqualTo(2);
    }

    @Test
    void the_data_of_a_configuration_gives_way_to_that_of_the_command_line() throws IOException {
        train("one", files());

        Program.Outcome outcome = Program.run(
                "train",
                "--config",
                directory.resolve("one/config.yaml"),
                "--data",
                SmallText.write(directory.resolve("other"), "other"),
                "--run",
                directory.resolve("two"));

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(Files.readString(directory.resolve("two/config.yaml")))
                .contains("\ndata: ")
                .doesNotContain("\nvalid: ");
    }

    @Test
    void what_counts_for_nothing_is_told() {
        assertThat(train("one", "--questions", 300, "--segment-length", 4, "--batches", "shuffled")
                        .err())
                .contains("memhop: --segment-length counts only with --batches segments\n");
        assertThat(train("two", "--data", data, "--questions", 300).err())
                .contains("memhop: --questions counts only for data that is generated");
        assertThat(Program.run(
                                "train",
                                "babi",
                                "--epochs",
                                0,
                                "--linear-start",
                                "none",
                                "--min-count",
                                2,
                                "--run",
                                directory.resolve("babi"))
                        .err())
                .contains("memhop: --min-count counts only for running text");
    }
}
