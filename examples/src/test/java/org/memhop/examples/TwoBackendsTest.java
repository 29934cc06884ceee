package org.memhop.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoBackendsTest {
    @TempDir
    Path directory;

    @Test
    void the_two_agree_but_for_rounding() throws Exception {
        List<String> printed =
                Shown.byJavadoc(TwoBackends.class, out -> TwoBackends.run(directory.resolve("run"), out));

        assertThat(printed).contains("answered alike: 100");
        String difference = printed.get(2).substring(printed.get(2).lastIndexOf(' ') + 1);
        assertThat(Double.parseDouble(difference)).isLessThan(1e-4);
    }
}
