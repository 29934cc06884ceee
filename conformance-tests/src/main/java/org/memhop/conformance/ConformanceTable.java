package org.memhop.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of several backends side by side, as Markdown, from the files that {@link BackendConformance} writes. Arguments are
 * such files, or folders of them.
 */
public final class ConformanceTable {
    private ConformanceTable() {}

    public static void main(String[] arguments) throws IOException {
        System.out.print(of(read(Arrays.stream(arguments).map(Path::of).toList())));
    }

    /** What such files, or all in such folders, say. */
    public static List<Summary> read(List<Path> places) throws IOException {
        List<Summary> summaries = new ArrayList<>();
        for (Path place : places) {
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".json"))
                        .sorted()
                        .toList()) {
                    summaries.add(ReportFile.read(file));
                }
            }
        }
        return summaries;
    }

    /** One column for each backend: cases, what became of them, and for each class the largest error and share. */
    public static String of(List<Summary> summaries) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("conformance", summaries.stream().map(Summary::label)));
        rows.add(row("cases", summaries.stream().map(s -> String.valueOf(s.cases()))));
        rows.add(row("passed", summaries.stream().map(s -> String.valueOf(s.passed()))));
        rows.add(row("failed", summaries.stream().map(s -> String.valueOf(s.failed()))));
        rows.add(row("skipped", summaries.stream().map(s -> String.valueOf(s.skipped()))));
        rows.add(row("seconds", summaries.stream().map(s -> String.format(Locale.ROOT, "%.1f", s.seconds()))));
        List<String> classes = summaries.stream()
                .flatMap(s -> s.classes().stream())
                .map(ConformanceTable::title)
                .distinct()
                .toList();
        for (String title : classes) {
            rows.add(row(
                    title + ": ulp (share of the tolerance)", summaries.stream().map(s -> cell(s, title))));
        }
        rows.add(row(
                "deviations",
                summaries.stream().map(s -> String.valueOf(s.deviations().size()))));
        StringBuilder text = new StringBuilder(layout(rows));
        for (Summary summary : summaries) {
            summary.deviations()
                    .forEach(deviation -> text.append(summary.label())
                            .append(": ")
                            .append(deviation)
                            .append('\n'));
        }
        return text.toString();
    }

    private static String title(Summary.Worst worst) {
        return worst.opClass().toLowerCase(Locale.ROOT) + " " + worst.type();
    }

    private static String cell(Summary summary, String title) {
        return summary.classes().stream()
                .filter(worst -> title(worst).equals(title))
                .map(worst -> String.format(Locale.ROOT, "%.3g (%.0f %%)", worst.ulps(), 100 * worst.share()))
                .findFirst()
                .orElse("–");
    }

    private static List<String> row(String title, Stream<String> cells) {
        return Stream.concat(Stream.of(title), cells).toList();
    }

    private static String layout(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            text.append('|');
            for (int i = 0; i < columns; i++) {
                String gap = " ".repeat(widths[i] - row.get(i).length());
                text.append(' ')
                        .append(i == 0 ? row.get(i) + gap : gap + row.get(i))
                        .append(" |");
            }
            text.append('\n');
            if (row == rows.get(0)) {
                text.append('|').append(dashes(widths)).append('\n');
            }
        }
        return text.toString();
    }

    private static String dashes(int[] widths) {
        return Arrays.stream(widths)
                .mapToObj(width -> "-".repeat(width + 2) + "|")
                .collect(Collectors.joining());
    }
}
