package org.memhop.cli.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PublishedTest {
    @Test
    void figures_are_of_a_set_and_of_a_model_a_task_or_of_one_for_all() {
        assertThat(Published.of("en"))
                .contains(
                        new Published("Gated MemN2N", false, "12.7", "10", "Liu and Perez, 2017"),
                        new Published("Universal Transformer with ACT", true, "7.78", "5", "Dehghani et al., 2019"));
        assertThat(Published.of("en-10k"))
                .contains(new Published("EntNet", false, "0.5", "0", "Henaff et al., 2017"))
                .noneMatch(one -> one.mean().equals("12.7"));
        assertThat(Published.of("hn")).isEmpty();
    }
}
