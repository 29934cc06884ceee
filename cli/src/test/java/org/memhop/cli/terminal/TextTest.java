package org.memhop.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TextTest {
    @Test
    void columns_are_as_wide_as_their_widest_cell_and_aligned_as_said() {
        Table table = new Table("lr", "task", "error").row("one", "1.0").row("seventeen", "100.0");

        assertThat(table.lines()).containsExactly("task       error", "one          1.0", "seventeen  100.0");
        assertThat(table.markdown()).isEqualTo("| task | error |\n|---|---:|\n| one | 1.0 |\n| seventeen | 100.0 |\n");
        assertThatThrownBy(() -> table.row("alone")).hasMessageContaining("1 cells; expected 2");
    }

    @Test
    void a_text_is_cut_between_characters_and_never_within_one() {
        assertThat(Table.cut("kitchen", 7)).isEqualTo("kitchen");
        assertThat(Table.cut("kitchen", 4)).isEqualTo("kit…");
        assertThat(Table.cut("a\ud83d\udc31b", 2)).isEqualTo("a…");
        assertThat(Table.cut("\ud83d\udc31\ud83d\udc31b", 2)).isEqualTo("\ud83d\udc31…");
    }

    @Test
    void a_bar_is_exact_to_an_eighth_and_always_as_wide() {
        assertThat(Bar.of(0, 4)).isEqualTo("    ");
        assertThat(Bar.of(0.5, 4)).isEqualTo("██  ");
        assertThat(Bar.of(17 / 32.0, 4)).isEqualTo("██▏ ");
        assertThat(Bar.of(1, 4)).isEqualTo("████");
        assertThat(Bar.of(7, 4)).isEqualTo("████");
        assertThat(Bar.of(-1, 4)).isEqualTo("    ");
    }

    @Test
    void numbers_look_the_same_in_every_country() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Figures.percent(12.34)).isEqualTo("12.3");
            assertThat(Figures.count(1000, "question")).isEqualTo("1,000 questions");
        } finally {
            Locale.setDefault(before);
        }
        assertThat(Figures.count(1, "restart")).isEqualTo("1 restart");
        assertThat(Figures.clock(7.4)).isEqualTo("0:07");
        assertThat(Figures.clock(3723)).isEqualTo("1:02:03");
        assertThat(Figures.seconds(7.25)).isEqualTo("7.3 s");
        assertThat(Figures.seconds(600)).isEqualTo("10 min");
    }

    @Test
    void colours_are_written_only_where_they_may_be() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);

        assertThat(new Output(nowhere, true, true, () -> 80).bold("a")).isEqualTo("\u001b[1ma\u001b[0m");
        assertThat(new Output(nowhere, true, false, () -> 80).bold("a")).isEqualTo("a");
        assertThat(Output.plain(nowhere).accent("a")).isEqualTo("a");
    }

    @Test
    void a_live_line_is_cut_to_the_terminal_and_absent_elsewhere() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (StatusLine line = new StatusLine(new Output(stream, true, false, () -> 10))) {
            line.show("0123456789");
            line.above("done");
        }
        String newline = System.lineSeparator();
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r\u001b[K012345…" + "\r\u001b[K" + "done" + newline);

        bytes.reset();
        try (StatusLine line = new StatusLine(Output.plain(stream))) {
            line.show("0123456789");
            line.above("done");
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("done" + newline);
    }

    @Test
    void a_long_text_is_broken_between_words() {
        assertThat(Table.wrap("the cat saw a dog", 9)).containsExactly("the cat", "saw a dog");
        assertThat(Table.wrap("a pneumonia b", 4)).containsExactly("a", "pneumonia", "b");
    }

    @Test
    void a_sparkline_goes_from_the_highest_to_the_lowest_by_their_logarithms() {
        assertThat(Sparkline.of(List.of(1.0, 128.0, 2.0, 16.0), 10)).isEqualTo("▁█▂▅");
        assertThat(Sparkline.of(List.of(128.0, 64.0, 32.0, 16.0, 1.0), 3)).isEqualTo("█▆▁");
        assertThat(Sparkline.of(List.of(5.0, 5.0), 10)).isEqualTo("▁▁");
        assertThat(Sparkline.of(List.of(), 10)).isEmpty();
    }

    @Test
    void a_perplexity_has_four_digits_or_so() {
        assertThat(Figures.perplexity(9.634)).isEqualTo("9.63");
        assertThat(Figures.perplexity(99.996)).isEqualTo("100.0");
        assertThat(Figures.perplexity(121.44)).isEqualTo("121.4");
        assertThat(Figures.perplexity(10_000.4)).isEqualTo("10,000");
    }
}
