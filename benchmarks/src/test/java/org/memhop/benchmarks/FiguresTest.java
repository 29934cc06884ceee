package org.memhop.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void what_one_jvm_prints_another_reads_among_lines_of_other_kinds() {
        Figures printed = new Figures();
        printed.put("step.jvm-plain.cpu", 1.25e-7);
        printed.put("error", -3);
        List<String> lines = new ArrayList<>(printed.toString().lines().toList());
        lines.add(0, "WARNING: Using incubator modules: jdk.incubator.vector");
        lines.add("a=b");

        Figures read = Figures.parse(lines);

        assertThat(read).hasToString("error=-3.0\nstep.jvm-plain.cpu=1.25E-7\n");
        assertThat(read.get("error")).isEqualTo(-3);
    }

    @Test
    void a_figure_that_is_missing_is_named() {
        assertThatThrownBy(() -> new Figures().get("wall")).hasMessageContaining("wall");
    }
}
