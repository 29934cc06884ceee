package org.memhop.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A test of {@code reproduce babi} on a corpus of two small tasks. */
abstract class SmallCorpus {
    @TempDir
    Path directory;

    Path data = Path.of("");
    Path out = Path.of("");

    @BeforeEach
    void generate() {
        data = directory.resolve("data");
        out = directory.resolve("out");
        Program.run("generate", "babi", "--task", "1,15", "--questions", 60, "--out", data);
    }

    Program.Outcome reproduce(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("reproduce", "babi", "--tasks", "1,15", "--out", out));
        arguments.addAll(List.of("--setting", "epochs=1", "--setting", "linear-start-epochs=1"));
        arguments.addAll(List.of(more));
        return new Program()
                .inEnvironment(Map.of("MEMHOP_DATA", data.toString()))
                .with(arguments.toArray());
    }

    JsonNode table() {
        return JsonMapper.shared().readTree(out.resolve("table.json").toFile());
    }
}
