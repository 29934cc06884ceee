package org.memhop.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.memhop.conformance.ConformanceTable;
import org.memhop.conformance.Summary;

/** The last word of a build: what each backend's conformance test found, side by side. */
class ConformanceSummaryTest {
    @Test
    void every_backend_passes_every_case() throws IOException {
        Path root = Path.of("..").toAbsolutePath().normalize();
        List<Path> folders = Stream.of("conformance-tests", "integration-tests", "backend-nd4j", "backend-tensorflow")
                .map(module -> root.resolve(module).resolve("target/conformance"))
                .toList();
        assertThat(folders)
                .as("written by the conformance tests; run `mvn verify` from the root")
                .allMatch(Files::isDirectory);

        List<Summary> summaries = ConformanceTable.read(folders);
        System.out.println(ConformanceTable.of(summaries));
        assertThat(summaries)
                .extracting(Summary::label)
                .contains("reference", "jvm", "jvm vector=off", "jvm threads=2", "nd4j", "tensorflow");
        assertThat(summaries).allSatisfy(summary -> {
            assertThat(summary.passed()).as(summary.label()).isPositive();
            assertThat(summary.failed()).as(summary.label()).isZero();
        });
    }
}
