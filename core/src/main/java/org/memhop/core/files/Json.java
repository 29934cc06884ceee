package org.memhop.core.files;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.memhop.api.FormatException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Strict JSON: UTF-8 only, no key twice, nothing after the value; a failure names the file and the byte. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The value on one line. */
    static String compact(JsonNode value) {
        return MAPPER.writeValueAsString(value);
    }

    /** The value on indented lines, ending in a line feed, the same on every operating system. */
    static String pretty(JsonNode value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value).replace("\r\n", "\n") + "\n";
    }

    /** A parser of the text's tokens; it checks no more than the grammar and that no key comes twice. */
    static JsonParser parser(String text) {
        return MAPPER.createParser(text);
    }

    /**
     * Parses one JSON object.
     *
     * @param file what to call the source in an error
     * @param start offset of the bytes in the file
     */
    static ObjectNode parseObject(byte[] bytes, String file, long start) {
        String text = decode(bytes, file, start);
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
            throw new FormatException(file + ": byte " + start + ": expected a JSON object {…}");
        } catch (JacksonException e) {
            throw malformed(e, text, file, start);
        }
    }

    /** Decodes UTF-8, refusing what is not. */
    static String decode(byte[] bytes, String file, long start) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw new FormatException(
                    file + ": byte " + (start + in.position()) + ": expected UTF-8 text, found a byte that is not");
        }
        return out.flip().toString();
    }

    /** The error for text that breaks the JSON grammar. */
    static FormatException malformed(JacksonException e, String text, String file, long start) {
        long offset = start + byteOffset(text, e.getLocation());
        return new FormatException(file + ": byte " + offset + ": malformed JSON: " + e.getOriginalMessage(), e);
    }

    /** How many UTF-8 bytes of the text lie before the location. */
    static long byteOffset(String text, TokenStreamLocation location) {
        long chars = Math.max(0, Math.min(text.length(), location.getCharOffset()));
        return text.substring(0, (int) chars).getBytes(StandardCharsets.UTF_8).length;
    }
}
