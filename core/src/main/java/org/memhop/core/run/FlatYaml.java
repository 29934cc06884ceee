package org.memhop.core.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** YAML files of keys and plain values, as texts; nothing nested, no key twice, no tags or references. */
public final class FlatYaml {
    /** A configuration is a page; more is something else. */
    private static final long LONGEST = 1 << 20;

    private static final YAMLMapper MAPPER = YAMLMapper.builder(new YAMLFactory())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private FlatYaml() {}

    /**
     * Reads a file.
     *
     * @throws FormatException with file and line, if it is not such a YAML
     * @throws StorageException if it cannot be read
     */
    public static Map<String, String> read(Path file) {
        try {
            if (Files.size(file) > LONGEST) {
                throw new FormatException(
                        file + ": " + Files.size(file) + " bytes; a configuration has at most " + LONGEST);
            }
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new StorageException("cannot read " + file + ": " + e, e);
        }
    }

    static Map<String, String> parse(String text, String source) {
        Map<String, String> values = new LinkedHashMap<>();
        try (JsonParser parser = MAPPER.createParser(text)) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return values;
            }
            expect(token == JsonToken.START_OBJECT, parser, source);
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                token = parser.nextToken();
                expect(token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL, parser, source);
                expect(parser.getObjectId() == null && parser.getTypeId() == null, parser, source);
                values.put(key, parser.getString());
            }
            expect(parser.nextToken() == null, parser, source);
        } catch (JacksonException e) {
            String line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            throw new FormatException(source + line + ": not valid YAML: " + e.getOriginalMessage(), e);
        }
        return values;
    }

    /** A text as it must stand in YAML to be read back as itself. */
    static String scalar(String text) {
        boolean plain =
                text.matches("[A-Za-z0-9_./][A-Za-z0-9_./-]*") && !text.matches("(?i)true|false|null|yes|no|on|off|~");
        return plain || text.equals("true") || text.equals("false") || text.equals("none")
                ? text
                : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static void expect(boolean holds, JsonParser parser, String source) {
        if (!holds) {
            throw new FormatException(
                    source + ":" + parser.currentTokenLocation().getLineNr() + ": found " + parser.currentToken()
                            + "; expected lines of \"key: value\", each value a plain text or number");
        }
    }
}
