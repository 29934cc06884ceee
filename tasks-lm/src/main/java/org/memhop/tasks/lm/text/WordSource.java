package org.memhop.tasks.lm.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.memhop.api.FormatException;

/** Takes a stretch of a file apart into words of strict UTF-8 and line ends, holding no more than a chunk and one word. */
final class WordSource {
    /** What there is next. */
    enum Token {
        WORD,
        LINE_END,
        END
    }

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int END = -1;

    private final InputStream in;
    private final String name;
    private final TextFormat format;
    private final ReadLimits limits;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final Deque<String> split = new ArrayDeque<>();
    private final byte[] chunk = new byte[1 << 16];
    private int chunkAt;
    private int chunkEnd;
    private byte[] bytes = new byte[64];
    private String word = "";
    private long left;
    private long offset;
    private long lineOffset;
    private long line;

    /**
     * The bytes of a stretch.
     *
     * @param in at its first byte
     * @param name of the file, for errors
     */
    WordSource(InputStream in, String name, TextFormat format, Stretch stretch, ReadLimits limits) {
        this.in = in;
        this.name = name;
        this.format = format;
        this.limits = limits;
        left = stretch.to() - stretch.from();
        offset = stretch.from();
        lineOffset = offset;
        line = stretch.line();
    }

    /** Goes on to the next word, which {@link #word} then gives, line end, or end of the stretch. */
    Token next() throws IOException {
        if (!split.isEmpty()) {
            word = split.remove();
            return Token.WORD;
        }
        int length = 0;
        while (true) {
            int b = read();
            if (b > ' ' && b != 0x7F) {
                length = keep(b, length);
            } else if (length > 0) {
                unread(b);
                if (decode(length)) {
                    return Token.WORD;
                }
                length = 0;
            } else if (b == END) {
                return Token.END;
            } else if (b == '\n') {
                line++;
                lineOffset = offset;
                return Token.LINE_END;
            } else {
                requireSpace(b);
            }
        }
    }

    /** The word that was last come to. */
    String word() {
        return word;
    }

    private int keep(int b, int length) {
        if (length == limits.wordBytes()) {
            throw error(
                    "a word is longer than " + length + " bytes",
                    "words parted by white space; is this a text file, in a language that parts its words?");
        }
        if (format == TextFormat.LINES && offset - lineOffset > limits.lineBytes()) {
            throw error(
                    "the line is longer than " + limits.lineBytes() + " bytes",
                    "lines of one sentence each; if it is one stream of words, ask for --task stream");
        }
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length] = (byte) b;
        return length + 1;
    }

    private void requireSpace(int b) throws IOException {
        if (b == ' ' || b == '\t') {
            return;
        }
        if (b == '\r') {
            int after = read();
            unread(after);
            if (after == '\n' || after == END) {
                return;
            }
        }
        throw error(
                String.format("control character U+%04X at offset %d of the file", b, offset - 1),
                "plain text, with line feeds between the lines");
    }

    /** Whether the bytes are a word; where they hold white space of other scripts, they are several, or none. */
    private boolean decode(int length) {
        int start = offset == length && startsWithMark(length) ? BYTE_ORDER_MARK.length : 0;
        ByteBuffer encoded = ByteBuffer.wrap(bytes, start, length - start);
        CharBuffer chars = CharBuffer.allocate(length - start);
        CoderResult result = decoder.reset().decode(encoded, chars, true);
        if (result.isError()) {
            throw error(
                    String.format(
                            "byte 0x%02X at offset %d of the file is not UTF-8",
                            bytes[encoded.position()], offset - length + encoded.position()),
                    "text encoded as UTF-8; convert the file first");
        }
        word = chars.flip().toString();
        if (word.length() == length) {
            return true; // ASCII
        }
        splitAtOtherSpaces(word);
        if (split.isEmpty()) {
            return false;
        }
        word = split.remove();
        return true;
    }

    private void splitAtOtherSpaces(String text) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || Character.isWhitespace(text.charAt(i)) || Character.isSpaceChar(text.charAt(i))) {
                if (i > start) {
                    split.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
    }

    private boolean startsWithMark(int length) {
        return length >= BYTE_ORDER_MARK.length
                && Arrays.equals(bytes, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    private int read() throws IOException {
        if (chunkAt == chunkEnd) {
            chunkAt = 0;
            chunkEnd = Math.max(0, in.read(chunk, 0, (int) Math.min(chunk.length, left)));
            left -= chunkEnd;
            if (chunkEnd == 0) {
                return END;
            }
        }
        offset++;
        return chunk[chunkAt++] & 0xFF;
    }

    private void unread(int b) {
        if (b != END) {
            chunkAt--;
            offset--;
        }
    }

    /** An error at the line last read; a stream of words has no lines to name, only bytes. */
    private FormatException error(String found, String expected) {
        String place = format == TextFormat.LINES ? ":" + line : ": byte " + offset;
        return new FormatException(name + place + ": " + found + "; expected " + expected);
    }
}
