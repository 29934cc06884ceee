package org.memhop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.api.backend.BackendConfig;
import org.memhop.conformance.faults.Fault;
import org.memhop.conformance.faults.FaultyBackendProvider;

class ConformanceTableTest {
    private final Suite roots = Suite.standard().only(one -> one.name().startsWith("SQRT F32["));

    @TempDir
    Path folder;

    @Test
    void reports_that_were_written_stand_side_by_side() throws IOException {
        ReportFile.write(roots.run(FaultyBackendProvider.faultless(), BackendConfig.DEFAULT), folder);
        BackendConfig threads = BackendConfig.DEFAULT.with("threads", "2");
        ReportFile.write(roots.run(new FaultyBackendProvider(Fault.SQRT_APPROXIMATE), threads), folder);

        Path first = folder.resolve("faultless.json");
        Path second = folder.resolve("faulty-sqrt-approximate-threads-2.json");
        assertThat(Files.exists(second)).isTrue();
        Summary summary = ReportFile.read(first);
        assertThat(summary.passed()).isEqualTo((int) roots.cases().count());
        assertThat(summary.details()).isNotEmpty();
        String table = ConformanceTable.of(List.of(summary, ReportFile.read(second)));
        assertThat(table.lines().findFirst().orElseThrow())
                .matches("\\| conformance +\\| +faultless \\| +faulty-sqrt-approximate threads=2 \\|");
        assertThat(table).containsPattern("arithmetic F32: ulp \\(share of the tolerance\\) \\| +0\\.00 \\(0 %\\) \\|");
        assertThat(table.lines().map(String::length).distinct()).hasSize(1);
    }
}
