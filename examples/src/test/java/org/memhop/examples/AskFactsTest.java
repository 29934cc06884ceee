package org.memhop.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskFactsTest {
    @TempDir
    Path directory;

    @Test
    void it_answers_from_rows_it_has_never_seen() throws Exception {
        Path csv = AskFacts.roster(directory);

        assertThat(Shown.byJavadoc(AskFacts.class, out -> AskFacts.run(directory.resolve("run"), csv, out)))
                .endsWith("gate of anna: north", "shift of anna: late", "gate of omar: harbour");
    }
}
