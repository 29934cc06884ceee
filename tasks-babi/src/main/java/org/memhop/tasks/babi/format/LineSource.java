package org.memhop.tasks.babi.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.memhop.api.FormatException;

/** Takes a stream apart into lines of strict UTF-8, holding no more than one line of bounded length. */
final class LineSource {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final String name;
    private final int limit;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final byte[] chunk = new byte[8192];
    private int chunkAt;
    private int chunkEnd;
    private byte[] line = new byte[256];
    private int lineNumber;
    private long lineOffset;
    private long offset;

    LineSource(InputStream in, String name, int limit) {
        this.in = in;
        this.name = name;
        this.limit = limit;
    }

    /** The next line without its line end ('\n' or "\r\n"), or empty at the end of the stream. */
    Optional<String> next() throws IOException {
        lineNumber++;
        lineOffset = offset;
        int length = 0;
        int b = nextByte();
        if (b < 0) {
            return Optional.empty();
        }
        while (b >= 0 && b != '\n') {
            // One byte more than the limit may be the carriage return of a line end.
            if (length > limit) {
                throw tooLong();
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = (byte) b;
            b = nextByte();
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        if (length > limit) {
            throw tooLong();
        }
        return Optional.of(decode(length));
    }

    int lineNumber() {
        return lineNumber;
    }

    /** An error at the line last read. */
    FormatException error(String found, String expected) {
        return new FormatException(name + ":" + lineNumber + ": " + found + "; expected " + expected);
    }

    private FormatException tooLong() {
        return error(
                "the line is longer than " + limit + " bytes",
                "lines of one sentence each; is this a text file in the bAbI format?");
    }

    private int nextByte() throws IOException {
        if (chunkAt == chunkEnd) {
            chunkAt = 0;
            chunkEnd = Math.max(0, in.read(chunk));
            if (chunkEnd == 0) {
                return -1;
            }
        }
        offset++;
        return chunk[chunkAt++] & 0xFF;
    }

    private String decode(int length) {
        int start = startsWithMark(length) ? BYTE_ORDER_MARK.length : 0;
        ByteBuffer bytes = ByteBuffer.wrap(line, start, length - start);
        CharBuffer chars = CharBuffer.allocate(length - start);
        CoderResult result = decoder.reset().decode(bytes, chars, true);
        if (result.isError()) {
            throw error(
                    String.format(
                            "byte 0x%02X at offset %d of the file is not UTF-8",
                            line[bytes.position()], lineOffset + bytes.position()),
                    "text encoded as UTF-8; convert the file first");
        }
        String text = chars.flip().toString();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && c != '\t') {
                throw error(
                        String.format("control character U+%04X at column %d", (int) c, i + 1),
                        "plain text, with line feeds between the lines");
            }
        }
        return text;
    }

    private boolean startsWithMark(int length) {
        return lineNumber == 1
                && length >= BYTE_ORDER_MARK.length
                && Arrays.equals(line, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }
}
