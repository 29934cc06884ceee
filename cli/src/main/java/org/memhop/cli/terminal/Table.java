package org.memhop.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns, each as wide as its widest cell. */
public final class Table {
    private static final String GAP = "  ";

    private final List<String> header;
    private final String alignment;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * @param alignment a letter a column: {@code l} left, {@code r} right
     * @param header a title a column
     */
    public Table(String alignment, String... header) {
        this(alignment, List.of(header));
    }

    public Table(String alignment, List<String> header) {
        if (alignment.length() != header.size()) {
            throw new IllegalArgumentException(alignment + " aligns " + alignment.length() + " columns of " + header);
        }
        this.alignment = alignment;
        this.header = List.copyOf(header);
    }

    public Table row(String... cells) {
        return row(List.of(cells));
    }

    public Table row(List<String> cells) {
        if (cells.size() != header.size()) {
            throw new IllegalArgumentException(cells + " has " + cells.size() + " cells; expected " + header.size());
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /** Its lines, without trailing blanks. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(line(header));
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    /** Prints it, its header dimmed where that is possible. */
    public void print(Output out) {
        List<String> lines = lines();
        out.line(out.dim(lines.get(0)));
        lines.subList(1, lines.size()).forEach(out::line);
    }

    /** The same as Markdown. */
    public String markdown() {
        StringBuilder text =
                new StringBuilder("| ").append(String.join(" | ", header)).append(" |\n|");
        for (int c = 0; c < header.size(); c++) {
            text.append(alignment.charAt(c) == 'r' ? "---:|" : "---|");
        }
        text.append('\n');
        rows.forEach(row -> text.append("| ").append(String.join(" | ", row)).append(" |\n"));
        return text.toString();
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < cells.size(); c++) {
            line.append(c == 0 ? "" : GAP).append(pad(cells.get(c), width(c), alignment.charAt(c) == 'r'));
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        int width = length(header.get(column));
        for (List<String> row : rows) {
            width = Math.max(width, length(row.get(column)));
        }
        return width;
    }

    /** Fills a text up to a width. */
    public static String pad(String text, int width, boolean right) {
        String blanks = " ".repeat(Math.max(0, width - length(text)));
        return right ? blanks + text : text + blanks;
    }

    /** Cuts a text that is longer than a width, and ends it with {@code …}. */
    public static String cut(String text, int width) {
        if (length(text) <= width) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, Math.max(0, width - 1))) + "…";
    }

    /** Breaks a text between words into lines no longer than a width, but for words that are longer. */
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && length(line.toString()) + 1 + length(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
