package org.memhop.examples;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;

/**
 * A plain CSV file: cells between commas, no quotes, the first line names the columns. A cell is one word in lower case, its
 * spaces replaced by hyphens.
 *
 * @param columns three or more different ones
 * @param rows each with a cell for every column
 */
record FactsTable(List<String> columns, List<List<String>> rows) {
    /**
     * Reads a file in UTF-8; blank lines are skipped.
     *
     * @throws FormatException if it is no such table; names the line
     * @throws StorageException if it cannot be read
     */
    static FactsTable read(Path file) {
        List<List<String>> rows = new ArrayList<>();
        List<String> columns = List.of();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String place = file + ":" + (i + 1) + ": ";
            if (lines.get(i).isBlank()) {
                continue;
            }
            List<String> cells = cells(lines.get(i), place);
            if (columns.isEmpty()) {
                columns = header(cells, place);
            } else if (cells.size() != columns.size()) {
                throw new FormatException(place + "found " + cells.size() + " cells; expected " + columns.size()
                        + ", one for each of " + String.join(", ", columns));
            } else {
                rows.add(cells);
            }
        }
        if (rows.isEmpty()) {
            throw new FormatException(
                    file + ": found no row; expected a line that names the columns, and rows below it");
        }
        return new FactsTable(columns, rows);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new FormatException(file + ": found bytes that are no text; expected a CSV file in UTF-8", e);
        } catch (IOException e) {
            throw new StorageException(file + ": cannot be read: " + e + "; name a CSV file with --data", e);
        }
    }

    private static List<String> header(List<String> cells, String place) {
        Set<String> different = new HashSet<>(cells);
        if (cells.size() < 3 || different.size() < cells.size()) {
            throw new FormatException(
                    place + "found the columns " + String.join(", ", cells)
                            + "; expected three or more different ones: what a row belongs to, what it is about, and what is told of it");
        }
        return cells;
    }

    private static List<String> cells(String line, String place) {
        if (line.contains("\"")) {
            throw new FormatException(place + "found a quote; expected plain cells between commas");
        }
        List<String> cells = Stream.of(line.split(",", -1))
                .map(cell -> cell.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", "-"))
                .toList();
        int empty = cells.indexOf("");
        if (empty >= 0) {
            throw new FormatException(place + "cell " + (empty + 1) + " is empty; expected a word");
        }
        return cells;
    }
}
