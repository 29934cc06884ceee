package org.memhop.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainAndAskTest {
    @TempDir
    Path directory;

    @Test
    void it_learns_the_task_and_answers_from_the_sentence_that_tells() throws Exception {
        List<String> printed =
                Shown.byJavadoc(TrainAndAsk.class, out -> TrainAndAsk.run(directory.resolve("run"), out));

        assertThat(printed.get(1)).startsWith("office, ");
        assertThat(printed.get(4)).endsWith("Mary travelled to the office.");
        assertThat(Double.parseDouble(printed.get(4).strip().split(" ")[0])).isGreaterThan(0.9);
    }
}
