package org.memhop.tasks.lm.text;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.memhop.api.FormatException;

/** What is learnt from, gone by while learning, and scored on. */
public record Splits(FileText train, FileText validation, FileText test) {
    /** Of how many lines one is tested on, and one gone by. */
    private static final int LINES_SHARE = 10;

    /** Of how many bytes of a stream one is tested on, and of how many of the rest one is gone by. */
    private static final int STREAM_SHARE = 100;

    /** In bytes: some words to be tested on. */
    private static final int SHORTEST_STREAM = 20 * STREAM_SHARE;

    /** A file for each. */
    public static Splits of(Path train, Path validation, Path test, TextFormat format) {
        return new Splits(FileText.of(train, format), FileText.of(validation, format), FileText.of(test, format));
    }

    /**
     * Cuts one file in three. Of lines, the last tenth is the test, and the tenth before it the validation text. Of a stream,
     * it is the last hundredth, and the last hundredth of what is before it: of Text8, 10<sup>8</sup> bytes long, the last
     * million, as in the paper, and 990 thousand. A word that lies across a cut belongs to what is before.
     *
     * @throws FormatException if the file is too short to be cut
     * @throws org.memhop.api.StorageException if it cannot be read
     */
    public static Splits heldOut(Path file, TextFormat format) {
        long size = FileText.size(file);
        try {
            return format == TextFormat.LINES ? cutLines(file, size) : cutStream(file, size);
        } catch (IOException e) {
            throw Unreadable.of(file, e);
        }
    }

    private static Splits cutLines(Path file, long size) throws IOException {
        long lines = linesWithWords(file);
        long share = lines / LINES_SHARE;
        if (share == 0) {
            throw new FormatException(file + ": found " + lines + " of the " + LINES_SHARE
                    + " or more lines that are expected; the last tenth of them is held out as a test, and the tenth"
                    + " before it to go by: write more, or name a file for each with --train, --valid and --test");
        }
        try (InputStream in = buffered(file)) {
            LineCounter counter = new LineCounter(in);
            Stretch start = new Stretch(0, 0, 1);
            counter.skip(lines - 2 * share);
            Stretch validation = new Stretch(counter.offset(), 0, counter.line());
            counter.skip(share);
            Stretch test = new Stretch(counter.offset(), 0, counter.line());
            return cut(file, TextFormat.LINES, start, validation, test, size);
        }
    }

    private static long linesWithWords(Path file) throws IOException {
        try (InputStream in = buffered(file)) {
            return new LineCounter(in).skip(Long.MAX_VALUE);
        }
    }

    private static Splits cutStream(Path file, long size) throws IOException {
        long test = size - size / STREAM_SHARE;
        long validation = test - test / STREAM_SHARE;
        try (FileChannel channel = FileChannel.open(file)) {
            Stretch second = new Stretch(endOfWord(channel, validation), 0, 1);
            Stretch third = new Stretch(endOfWord(channel, test), 0, 1);
            if (size < SHORTEST_STREAM || second.from() >= third.from() || third.from() >= size) {
                throw new FormatException(file + ": found a stream of " + size + " bytes, too short to hold out a "
                        + "hundredth as a test and another to go by; expected " + SHORTEST_STREAM
                        + " or more: write more, or name a file for each with --train, --valid and --test");
            }
            return cut(file, TextFormat.STREAM, new Stretch(0, 0, 1), second, third, size);
        }
    }

    private static Splits cut(Path file, TextFormat format, Stretch train, Stretch valid, Stretch test, long size) {
        return new Splits(
                part(file, format, train, valid.from()),
                part(file, format, valid, test.from()),
                part(file, format, test, size));
    }

    private static FileText part(Path file, TextFormat format, Stretch start, long to) {
        return new FileText(file, format, new Stretch(start.from(), to, start.line()), ReadLimits.DEFAULT);
    }

    /** The first byte from {@code offset} on that is no part of a word begun before it. */
    private static long endOfWord(FileChannel channel, long offset) throws IOException {
        channel.position(Math.max(0, offset - 1));
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
        long at = Math.max(0, offset - 1);
        int b = in.read();
        while (b > ' ') {
            at++;
            b = in.read();
        }
        return Math.max(at, offset);
    }

    private static InputStream buffered(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }
}
