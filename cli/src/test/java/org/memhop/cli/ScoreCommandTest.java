package org.memhop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.core.cache.CacheSettings;
import org.memhop.core.run.LanguageModel;
import org.memhop.core.run.WordScorer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(TrainedTextRun.class)
class ScoreCommandTest {
    private static final String TEXT = "they find the smith\n\n  they   zyx the\tsmith \r\ngoodbye";

    @TempDir
    Path directory;

    @Test
    void each_line_goes_on_from_those_before_it(@Trained Path run) {
        Program.Outcome outcome = new Program().reading(TEXT).with("score", run, "-");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        List<Double> each = words(run, "<eos> | they find the smith <eos> they zyx the smith <eos> goodbye <eos>");
        assertLine(outcome.lines().get(0), each.subList(0, 5), "they find the smith");
        assertLine(outcome.lines().get(1), each.subList(5, 10), "they zyx the smith");
        assertLine(outcome.lines().get(2), each.subList(10, 12), "goodbye");
        assertThat(outcome.lines()).hasSize(3);
        double sum = each.stream().mapToDouble(x -> x).sum();
        assertThat(outcome.err())
                .startsWith("3 sentences, 12 words (1 unknown): log-probability -")
                .contains("perplexity ");
        String perplexity = outcome.err().strip().replaceFirst(".* ", "");
        assertThat(Double.parseDouble(perplexity)).isCloseTo(Math.exp(-sum / 12), within(1e-2));
    }

    @Test
    void words_are_parted_by_all_that_parts_those_of_a_text_that_is_learnt(@Trained Path run) {
        String odd = "\u00a0they\u00a0find\u2003the smith\u00a0\r\n\u00a0\n";
        assertThat(new Program().reading(odd).with("score", run, "-").out())
                .isEqualTo(new Program()
                        .reading("they find the smith\n")
                        .with("score", run, "-")
                        .out())
                .contains("\tthey find the smith");
    }

    @Test
    void alone_each_line_is_the_first_and_something_may_stand_before_it(@Trained Path run) throws IOException {
        Path file = Files.writeString(directory.resolve("t.txt"), "they find the smith\nthey find the smith\n");

        List<String> alone = Program.run("score", run, file, "--alone").lines();
        List<String> after = Program.run("score", run, file, "--alone", "--before", "goodbye")
                .lines();

        assertLine(alone.get(0), words(run, "<eos> | they find the smith <eos>"), "they find the smith");
        assertThat(alone.get(1)).isEqualTo(alone.get(0));
        assertLine(after.get(1), words(run, "<eos> goodbye | they find the smith <eos>"), "they find the smith");
    }

    @Test
    void ranked_the_most_probable_word_for_word_is_first(@Trained Path run) {
        String lines = "smith the find they\nthey find the smith\nzyx zyx\n";
        Program.Outcome outcome = new Program().reading(lines).with("score", run, "-", "--rank", "--json");

        List<Double> perWord = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (String line : outcome.lines()) {
            JsonNode node = JsonMapper.shared().readTree(line);
            perWord.add(node.get("per_word").asDouble());
            numbers.add(node.get("line").asInt());
            assertThat(node.get("per_word").asDouble() * node.get("words").asInt())
                    .isCloseTo(node.get("log_probability").asDouble(), within(1e-9));
            assertThat(node.get("perplexity").asDouble())
                    .isCloseTo(Math.exp(-node.get("per_word").asDouble()), within(1e-9));
        }
        assertThat(perWord).hasSize(3).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(numbers.get(0)).isEqualTo(2);
        assertThat(numbers).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void every_word_is_shown_where_that_is_asked_for(@Trained Path run) {
        List<Double> each = words(run, "<eos> | the zyx <eos>");
        Program.Outcome tabs = new Program().reading("the zyx\n").with("score", run, "-", "--words");
        Program.Outcome columns =
                new Program().inTerminal(80).reading("the zyx\n").with("score", run, "-", "--words");
        Program.Outcome json = new Program().reading("the zyx\n").with("score", run, "-", "--words", "--json");

        assertThat(tabs.lines()).hasSize(4);
        assertThat(tabs.lines().get(1)).isEqualTo(String.format("%.4f\t\tthe", each.get(0)));
        assertThat(tabs.lines().get(3)).endsWith("\t\t<eos>");
        assertThat(columns.lines().get(0)).isEqualTo("   log-prob.    perplexity  sentence");
        assertThat(columns.lines().get(3)).endsWith(" zyx  read as <unk>");
        JsonNode second = JsonMapper.shared().readTree(json.out()).get("each").get(1);
        assertThat(second.get("word").asString()).isEqualTo("zyx");
        assertThat(second.get("unknown").asBoolean()).isTrue();
        assertThat(second.get("log_probability").asDouble()).isCloseTo(each.get(1), within(1e-5));
    }

    @Test
    void with_a_cache_words_are_scored_as_the_model_with_that_cache_scores_them(@Trained Path run) {
        List<String> text = List.of("they find the smith", "the smith", "the smith");
        Program.Outcome outcome = new Program()
                .reading(String.join("\n", text))
                .with("score", run, "-", "--cache", 30, "--theta", 0.5, "--lambda", 0.25);

        assertThat(outcome.status()).as(outcome.err()).isZero();
        List<Double> each;
        try (LanguageModel model = LanguageModel.load(run).withCache(new CacheSettings(30, 0.5, 0.25))) {
            each = words(model, "<eos> | they find the smith <eos> the smith <eos> the smith <eos>");
        }
        assertLine(outcome.lines().get(2), each.subList(8, 11), "the smith");
        assertThat(outcome.lines().get(2))
                .isNotEqualTo(new Program()
                        .reading(String.join("\n", text))
                        .with("score", run, "-")
                        .lines()
                        .get(2));
    }

    @Test
    void a_cache_is_tuned_as_evaluate_tunes_it_where_nothing_else_is_said(@Trained Path run) {
        JsonNode cache = JsonMapper.shared()
                .readTree(Program.run("evaluate", run, "--cache", 30, "--json").out())
                .get("caches")
                .get(0);
        Program.Outcome tuned = new Program().reading("the smith\n").with("score", run, "-", "--cache", 30);

        String flags = "--cache 30 --theta " + cache.get("theta").asDouble() + " --lambda "
                + cache.get("lambda").asDouble();
        assertThat(tuned.err()).contains("cache tuned on the validation text: " + flags + "\n");
        List<Object> told = new ArrayList<>(List.of("score", run, "-"));
        told.addAll(List.of(flags.split(" ")));
        assertThat(new Program().reading("the smith\n").with(told.toArray()).out())
                .isEqualTo(tuned.out());
        assertThat(Program.run("score", run, "-", "--theta", 1, "--lambda", 0.1).err())
                .contains("found --theta without --cache; expected --cache N");
        assertThat(Program.run("generate", "text", run, "--cache", 9, "--lambda", 0.1)
                        .err())
                .contains("found --lambda without --theta");
    }

    @Test
    void in_a_terminal_sentences_are_cut_to_fit(@Trained Path run) {
        Program.Outcome outcome = new Program()
                .inTerminal(60)
                .reading("they find the ".repeat(30))
                .with("score", run, "-");
        assertThat(outcome.lines()).allMatch(line -> line.length() <= 60);
        assertThat(outcome.lines().get(1)).endsWith("…");
    }

    @Test
    void sentences_before_a_line_that_is_not_text_are_scored_and_its_number_is_told(@Trained Path run)
            throws IOException {
        byte[] latin = "they find\nZo\u00eb\n".getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(directory.resolve("latin.txt"), latin);

        Program.Outcome outcome = Program.run("score", run, file);

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.lines()).hasSize(1);
        assertThat(outcome.err()).contains(file + ":2: ").contains("UTF-8");
        Program.Outcome none = Program.run("score", run, directory.resolve("none.txt"));
        assertThat(none.status()).isEqualTo(4);
        assertThat(none.err()).contains("none.txt: there is no such file");
        assertThat(Program.run("score", run, directory).err()).contains("it is a directory");
    }

    private static void assertLine(String line, List<Double> words, String sentence) {
        String[] cells = line.split("\t");
        double sum = words.stream().mapToDouble(x -> x).sum();
        assertThat(Double.parseDouble(cells[0])).isCloseTo(sum, within(1e-3));
        assertThat(Double.parseDouble(cells[1])).isCloseTo(Math.exp(-sum / words.size()), within(1e-2));
        assertThat(cells[2]).isEqualTo(sentence);
    }

    /** The log-probabilities of the words behind the bar. */
    private static List<Double> words(Path run, String text) {
        try (LanguageModel model = LanguageModel.load(run)) {
            return words(model, text);
        }
    }

    private static List<Double> words(LanguageModel model, String text) {
        List<Double> each = new ArrayList<>();
        try (WordScorer scorer = model.scorer()) {
            boolean told = true;
            for (String word : text.split(" ")) {
                if (word.equals("|")) {
                    told = false;
                } else if (told) {
                    scorer.tell(word);
                } else {
                    each.add(scorer.add(word));
                }
            }
        }
        return each;
    }
}
