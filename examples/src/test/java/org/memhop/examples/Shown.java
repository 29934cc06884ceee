package org.memhop.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a program prints, held against what its Javadoc shows. */
public final class Shown {
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?(e-?\\d+)?");

    private Shown() {}

    /** A program that prints. */
    @FunctionalInterface
    public interface Program {
        void run(PrintStream out) throws Exception;
    }

    /**
     * Runs a program, and compares what it prints with the first {@code <pre>} of its class.
     *
     * @return the lines it printed
     */
    public static List<String> byJavadoc(Class<?> program, Program run) throws Exception {
        return compare(javadoc(program), run);
    }

    /**
     * Runs a program, and compares what it prints with what is shown: the same lines, in which a number may differ by a tenth
     * of itself and a tenth, as processors add in different orders.
     *
     * @return the lines it printed
     */
    static List<String> compare(List<String> shown, Program run) throws Exception {
        List<String> printed = print(run);
        assertThat(words(printed)).isEqualTo(words(shown));
        List<Double> numbers = numbers(shown);
        for (int i = 0; i < numbers.size(); i++) {
            double expected = numbers.get(i);
            assertThat(numbers(printed).get(i))
                    .as("number %s of\n%s", i + 1, String.join("\n", printed))
                    .isBetween(0.9 * expected - 0.1, 1.1 * expected + 0.1);
        }
        return printed;
    }

    private static List<String> print(Program run) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.ENGLISH);
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            run.run(out);
        } finally {
            Locale.setDefault(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** Lines without their numbers, whose width may differ. */
    private static List<String> words(List<String> lines) {
        return lines.stream()
                .map(line -> NUMBER.matcher(line).replaceAll("#").replaceAll(" +", " "))
                .toList();
    }

    private static List<Double> numbers(List<String> lines) {
        List<Double> numbers = new ArrayList<>();
        Matcher number = NUMBER.matcher(String.join("\n", lines));
        while (number.find()) {
            numbers.add(Double.parseDouble(number.group()));
        }
        return numbers;
    }

    private static List<String> javadoc(Class<?> program) throws IOException {
        String source =
                Files.readString(Path.of("src/main/java", program.getName().replace('.', '/') + ".java"));
        int begin = source.indexOf("<pre>") + "<pre>".length();
        return source.substring(begin, source.indexOf("</pre>"))
                .lines()
                .filter(line -> !line.isBlank() && !line.equals(" * "))
                .map(line ->
                        line.replaceFirst("^ \\* ?", "").replace("&lt;", "<").replace("&amp;", "&"))
                .toList();
    }
}
