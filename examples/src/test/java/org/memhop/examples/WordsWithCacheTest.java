package org.memhop.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordsWithCacheTest {
    @TempDir
    Path directory;

    @Test
    void a_cache_remembers_the_hero_of_the_chapter() throws Exception {
        List<String> printed = Shown.byJavadoc(WordsWithCache.class, out -> WordsWithCache.run(directory, out));

        assertThat(number(printed.get(1))).isLessThan(0.9 * number(printed.get(0)));
        assertThat(number(printed.get(4))).isGreaterThan(3 * number(printed.get(3)));
    }

    private static double number(String line) {
        return Double.parseDouble(line.replaceAll("[^0-9.]", ""));
    }
}
