package com.example.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.examples.Shown;

class TrainFadingMemoryTest {
    @TempDir
    Path directory;

    @Test
    void a_memory_that_fades_tells_the_newest_sentence_from_the_others() throws Exception {
        List<String> printed = Shown.byJavadoc(TrainFadingMemory.class, out -> TrainFadingMemory.run(directory, out));

        assertThat(wrong(printed.get(0))).isGreaterThan(30);
        assertThat(wrong(printed.get(1))).isLessThan(2);
    }

    private static double wrong(String line) {
        return Double.parseDouble(line.split(" +")[1]);
    }
}
