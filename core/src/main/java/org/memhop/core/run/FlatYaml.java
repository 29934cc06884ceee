package org.memhop.core.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.memhop.api.FormatException;
import org.memhop.core.files.TextFiles;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** YAML files of keys and plain values, as texts; nothing nested, no key twice, no tags and no references. */
public final class FlatYaml {
    /** A configuration is a page; more is something else. */
    private static final int LONGEST = 1 << 20;

    private static final YAMLMapper MAPPER = YAMLMapper.builder(new YAMLFactory())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** A value, and the line it stands on, from 1. */
    record Entry(String value, int line) {}

    private FlatYaml() {}

    /**
     * Reads a file.
     *
     * @throws FormatException with file and line, if it is not such a YAML
     * @throws org.memhop.api.StorageException if it cannot be read
     */
    public static Map<String, String> read(Path file) {
        Map<String, String> values = new LinkedHashMap<>();
        entries(file).forEach((key, entry) -> values.put(key, entry.value()));
        return values;
    }

    /** As {@link #read}, with lines. */
    static Map<String, Entry> entries(Path file) {
        return parse(TextFiles.read(file, LONGEST), file.toString());
    }

    static Map<String, Entry> parse(String text, String source) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        try (YAMLParser parser = (YAMLParser) MAPPER.createParser(text)) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return entries;
            }
            expect(token == JsonToken.START_OBJECT, parser, source);
            expect(isPlain(parser), parser, source);
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                expect(isPlain(parser), parser, source);
                token = parser.nextToken();
                expect(token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL, parser, source);
                expect(isPlain(parser), parser, source);
                int line = parser.currentTokenLocation().getLineNr();
                entries.put(key, new Entry(parser.getString(), line));
            }
            expect(parser.nextToken() == null, parser, source);
        } catch (JacksonException e) {
            throw malformed(e, source);
        }
        return entries;
    }

    /** A text as it must stand in YAML to be read back as itself. */
    static String scalar(String text) {
        if (text.matches("[A-Za-z0-9_./][A-Za-z0-9_./-]*") && !text.equalsIgnoreCase("null")) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c >= ' ' && c <= '~') {
                quoted.appendCodePoint(c);
            } else {
                quoted.append(String.format("\\U%08x", c));
            }
        });
        return quoted.append('"').toString();
    }

    /** Whether the token has no tag and is no reference. */
    private static boolean isPlain(YAMLParser parser) {
        return !parser.isCurrentAlias() && parser.getObjectId() == null && parser.getTypeId() == null;
    }

    private static FormatException malformed(JacksonException e, String source) {
        // Jackson's place is where the parser was before the one that its cause complains of.
        Optional<Mark> mark =
                e.getCause() instanceof MarkedYamlEngineException marked ? marked.getProblemMark() : Optional.empty();
        int line = mark.map(place -> place.getLine() + 1).orElse(e.getLocation().getLineNr());
        String problem =
                e.getCause() instanceof MarkedYamlEngineException marked ? marked.getProblem() : e.getOriginalMessage();
        return new FormatException(source + ":" + line + ": not valid YAML: " + problem, e);
    }

    private static void expect(boolean holds, YAMLParser parser, String source) {
        if (!holds) {
            throw new FormatException(
                    source + ":" + parser.currentTokenLocation().getLineNr() + ": found " + found(parser)
                            + "; expected lines of \"key: value\", each value a plain text or number, no key twice,"
                            + " nothing nested, no tags, no references");
        }
    }

    private static String found(YAMLParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return "the end";
        }
        return switch (token) {
            case START_OBJECT -> isPlain(parser) ? "a mapping" : "a tag or an anchor";
            case START_ARRAY -> "a list";
            case VALUE_NULL -> "no value";
            default -> isPlain(parser) ? "\"" + parser.getString() + "\"" : "a tag, an anchor or a reference";
        };
    }
}
