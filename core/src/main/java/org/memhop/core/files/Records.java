package org.memhop.core.files;

import com.fasterxml.jackson.annotation.Nulls;
import java.nio.file.Path;
import java.util.Optional;
import org.memhop.api.FormatException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Java records as JSON objects, their keys in snake case. The record's type is the caller's, never the file's. */
public final class Records {
    /** No record here is larger; a longer file is not read. */
    private static final int LONGEST = 64 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .annotationIntrospector(new RequiredButOptional())
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .changeDefaultNullHandling(standard -> standard.withContentNulls(Nulls.FAIL))
            .build();

    private Records() {}

    /** What is optional may be missing, as in a file that was written before there was such a thing; nothing else may. */
    private static final class RequiredButOptional extends JacksonAnnotationIntrospector {
        @Override
        public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            return member.getRawType() != Optional.class;
        }
    }

    /** The record on indented lines, ending in a line feed, the same on every operating system. */
    public static String write(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value).replace("\r\n", "\n") + "\n";
    }

    /** The record on one line. */
    public static String writeLine(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /**
     * Reads a record.
     *
     * @throws FormatException if the text is not such a record; names the source and the place
     */
    public static <T> T read(String json, Class<T> type, String source) {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) { // the JSON literal
                throw new FormatException(source + ":1: not a valid " + type.getSimpleName() + ": found null");
            }
            return value;
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            throw new FormatException(
                    source + ":" + line + ": not a valid " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads a record from a file.
     *
     * @throws FormatException if it is not such a record
     * @throws org.memhop.api.StorageException if it cannot be read
     */
    public static <T> T read(Path file, Class<T> type) {
        return read(TextFiles.read(file, LONGEST), type, file.toString());
    }
}
