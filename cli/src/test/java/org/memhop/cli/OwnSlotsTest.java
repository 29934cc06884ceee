package org.memhop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A memory whose slots are not sentences, asked: its attention is shown for what it is. */
class OwnSlotsTest {
    private static final int SLOTS = 4;
    private static final String STORY = "Mary moved to the bathroom.\nJohn went to the hallway.\nWhere is Mary?\n";
    private static final Object[] MEMORY = {"--memory", "entity:slots=" + SLOTS, "--hops", 1, "--linear-start", "none"};

    @TempDir
    static Path directory;

    @Test
    void a_network_of_questions_tells_where_it_looked_by_slot() {
        Path run = directory.resolve("babi");
        train(run, "babi", "--controller", "entity", "--questions", 60, "--epochs", 1);

        Program.Outcome plain = new Program().reading(STORY).with("answer", run);
        assertThat(plain.lines().get(3)).isEqualTo(" hop 1  memory");
        assertThat(plain.lines().get(4)).matches("[01]\\.\\d{4}  slot 1");
        assertThat(plain.lines().get(7)).matches("[01]\\.\\d{4}  slot 4");
        assertThat(plain.out()).doesNotContain("(no sentence)").doesNotContain("hallway.");

        JsonNode json = JsonMapper.shared()
                .readTree(new Program()
                        .reading(STORY)
                        .with("answer", run, "--json")
                        .out());
        assertThat(json.get("attention_on").asString()).isEqualTo("slots");
        assertThat(json.get("story")).hasSize(2);
        assertThat(json.get("attention").get(0)).hasSize(SLOTS);
        double sum = 0;
        for (JsonNode weight : json.get("attention").get(0)) {
            sum += weight.asDouble();
        }
        assertThat(sum).isCloseTo(1, within(1e-6));

        Program.Outcome terminal = new Program().reading(STORY).inTerminal(70).with("answer", run);
        assertThat(terminal.out())
                .contains("slots of its memory")
                .contains("slot 4")
                .contains("█");
        assertThat(terminal.lines()).allMatch(line -> line.length() <= 80);

        Program.Outcome score = Program.run("evaluate", run, "--json");
        assertThat(score.status()).as(score.err()).isZero();
        assertThat(JsonMapper.shared().readTree(score.out()).get("questions").asInt())
                .isEqualTo(60);
    }

    @Test
    void a_language_model_tells_where_it_looked_by_slot_and_has_no_distances() {
        Path run = directory.resolve("lm");
        train(run, "lm", "--questions", 200, "--epochs", 1, "--memory-size", 5, "--dimension", 8);

        Program.Outcome plain = Program.run("attend", run, "--prompt", "they find the");
        assertThat(plain.lines().get(1)).isEqualTo(" hop 1  memory");
        assertThat(plain.lines().get(5)).matches("[01]\\.\\d{4}  slot 4");
        assertThat(plain.lines()).hasSize(6);

        Program.Outcome terminal = new Program().inTerminal(70).with("attend", run, "--prompt", "they find the");
        assertThat(terminal.out()).contains("slots of its memory").contains("slot 4");

        Program.Outcome average = Program.run("attend", run, "--words", 50);
        assertThat(average.status()).isEqualTo(2);
        assertThat(average.err()).contains("entity:slots=4").contains("--prompt");
        assertThat(new Program()
                        .reading("they find the smith\n")
                        .with("score", run, "-")
                        .status())
                .isZero();
    }

    private static void train(Path run, String task, Object... more) {
        Object[] all = new Object[4 + MEMORY.length + more.length];
        all[0] = "train";
        all[1] = task;
        System.arraycopy(MEMORY, 0, all, 2, MEMORY.length);
        System.arraycopy(more, 0, all, 2 + MEMORY.length, more.length);
        all[all.length - 2] = "--run";
        all[all.length - 1] = run;
        Program.Outcome outcome = Program.run(all);
        assertThat(outcome.status()).as(outcome.err()).isZero();
    }
}
