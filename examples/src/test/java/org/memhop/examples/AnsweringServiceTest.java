package org.memhop.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnsweringServiceTest {
    @TempDir
    Path directory;

    @Test
    void questions_that_come_at_once_are_answered_from_their_own_stories() throws Exception {
        assertThat(Shown.byJavadoc(AnsweringService.class, out -> AnsweringService.run(directory.resolve("run"), out)))
                .startsWith("200: kitchen", "200: garden", "200: office")
                .endsWith("asked 400 times at once: 400 times kitchen");
    }
}
