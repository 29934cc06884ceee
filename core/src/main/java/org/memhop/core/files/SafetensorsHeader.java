package org.memhop.core.files;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.memhop.api.FormatException;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Shape;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON header of a safetensors file: where each tensor lies, checked before anything is allocated for it. */
record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata) {
    static final String METADATA = "__metadata__";

    /** One tensor; its bytes are [begin, end) of the data section. */
    record Entry(DType type, Shape shape, long begin, long end) {}

    /** The header as it stands in the file: padded with spaces, so that the data section begins at a multiple of 8. */
    byte[] encode() {
        ObjectNode root = Json.object();
        if (!metadata.isEmpty()) {
            ObjectNode node = root.putObject(METADATA);
            metadata.forEach(node::put);
        }
        entries.forEach((name, entry) -> {
            ObjectNode node = root.putObject(name).put("dtype", entry.type().name());
            ArrayNode shape = node.putArray("shape");
            for (int dim : entry.shape().dims()) {
                shape.add(dim);
            }
            node.putArray("data_offsets").add(entry.begin()).add(entry.end());
        });
        byte[] json = Json.compact(root).getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    /**
     * Parses and checks a header.
     *
     * @param bytes the header without its length
     * @param file what to call the source in an error
     * @param start offset of the header in the file
     * @param dataLength bytes in the file behind the header
     */
    static SafetensorsHeader decode(byte[] bytes, String file, long start, long dataLength) {
        if (bytes.length == 0 || bytes[0] != '{') {
            throw new FormatException(file + ": byte " + start + ": expected the JSON header to begin with '{'");
        }
        String text = Json.decode(bytes, file, start);
        try (JsonParser parser = Json.parser(text)) {
            return new Reader(parser, text, file, start, dataLength).header();
        } catch (JacksonException e) {
            throw Json.malformed(e, text, file, start);
        }
    }

    /** Whether a tensor or metadata key can be stored and read back as it is. */
    static boolean isValidName(String name) {
        return name.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(name);
    }

    /** Walks the tokens of one header. */
    private record Reader(JsonParser parser, String text, String file, long start, long dataLength) {
        SafetensorsHeader header() {
            Map<String, Entry> entries = new LinkedHashMap<>();
            Map<String, String> metadata = new LinkedHashMap<>();
            expect(JsonToken.START_OBJECT, "a JSON object");
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = name();
                if (name.equals(METADATA)) {
                    metadata(metadata);
                } else {
                    entries.put(name, entry(name));
                }
            }
            if (parser.nextToken() != null) {
                throw error("expected nothing but spaces after the header's closing brace");
            }
            checkLayout(entries);
            return new SafetensorsHeader(entries, metadata);
        }

        private void metadata(Map<String, String> metadata) {
            expect(JsonToken.START_OBJECT, METADATA + " to be a JSON object");
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = name();
                expect(JsonToken.VALUE_STRING, METADATA + " \"" + key + "\" to be a string");
                metadata.put(key, parser.getString());
            }
        }

        private Entry entry(String name) {
            String tensor = "tensor \"" + name + "\"";
            expect(JsonToken.START_OBJECT, tensor + " to be a JSON object");
            DType type = null;
            Shape shape = null;
            List<Long> offsets = null;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                switch (key) {
                    case "dtype" -> type = type(tensor);
                    case "shape" -> shape = shape(tensor);
                    case "data_offsets" -> offsets = integers(tensor + " data_offsets");
                    default ->
                        throw error(tensor + ": unknown key \"" + key + "\"; expected dtype, shape and data_offsets");
                }
            }
            if (type == null || shape == null || offsets == null) {
                throw error(tensor + ": expected all of dtype, shape and data_offsets");
            }
            return placed(tensor, type, shape, offsets);
        }

        private Entry placed(String tensor, DType type, Shape shape, List<Long> offsets) {
            if (offsets.size() != 2 || offsets.get(0) > offsets.get(1) || offsets.get(1) > dataLength) {
                throw error(tensor + ": data_offsets " + offsets + "; expected [begin, end] with begin ≤ end ≤ "
                        + dataLength + ", the bytes behind the header");
            }
            long length = offsets.get(1) - offsets.get(0);
            long needed = Math.multiplyExact((long) shape.size(), type.bytes());
            if (length != needed) {
                throw error(tensor + ": data_offsets " + offsets + " hold " + length + " bytes; " + type + shape
                        + " needs " + needed);
            }
            return new Entry(type, shape, offsets.get(0), offsets.get(1));
        }

        private DType type(String tensor) {
            expect(JsonToken.VALUE_STRING, tensor + " dtype to be a string");
            return switch (parser.getString()) {
                case "F32" -> DType.F32;
                case "F64" -> DType.F64;
                case "I32" -> DType.I32;
                default ->
                    throw error(
                            tensor + ": dtype \"" + parser.getString() + "\" cannot be read; expected F32, F64 or I32");
            };
        }

        private Shape shape(String tensor) {
            List<Long> extents = integers(tensor + " shape");
            int[] dims = new int[extents.size()];
            long size = 1;
            for (int i = 0; i < dims.length; i++) {
                long extent = extents.get(i);
                // Both factors are below 2^31 when the product is formed, so it cannot overflow.
                size = extent > Integer.MAX_VALUE ? Long.MAX_VALUE : size * extent;
                if (size > Integer.MAX_VALUE) {
                    throw error(tensor + ": shape " + extents + " has more than " + Integer.MAX_VALUE
                            + " elements, the most a Java array can hold");
                }
                dims[i] = (int) extent;
            }
            return Shape.of(dims);
        }

        private List<Long> integers(String what) {
            List<Long> values = new ArrayList<>();
            expect(JsonToken.START_ARRAY, what + " to be an array");
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
                        || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        || parser.getLongValue() < 0) {
                    throw error("expected " + what + " to hold integers of 0 or more, below 2^63");
                }
                values.add(parser.getLongValue());
            }
            return values;
        }

        private String name() {
            String name = parser.currentName();
            if (!isValidName(name)) {
                throw error("expected a name without NUL and unpaired surrogates");
            }
            return name;
        }

        private void expect(JsonToken token, String what) {
            if (parser.nextToken() != token) {
                throw error("expected " + what);
            }
        }

        /** The tensors must tile the data section: no gap, no overlap, nothing behind the last. */
        private void checkLayout(Map<String, Entry> entries) {
            List<Map.Entry<String, Entry>> inOrder = new ArrayList<>(entries.entrySet());
            inOrder.sort(Comparator.comparingLong(
                            (Map.Entry<String, Entry> e) -> e.getValue().begin())
                    .thenComparingLong(e -> e.getValue().end()));
            long dataStart = start + text.getBytes(StandardCharsets.UTF_8).length;
            long end = 0;
            for (Map.Entry<String, Entry> e : inOrder) {
                long begin = e.getValue().begin();
                if (begin != end) {
                    throw new FormatException(file + ": byte " + (dataStart + Math.min(begin, end)) + ": tensor \""
                            + e.getKey() + "\" begins at data offset " + begin + ", but the tensor before it ends at "
                            + end + "; expected no gap and no overlap");
                }
                end = e.getValue().end();
            }
            if (end != dataLength) {
                throw new FormatException(
                        file + ": byte " + (dataStart + end) + ": the tensors end at data offset " + end + ", but "
                                + dataLength + " bytes follow the header; expected nothing behind the last tensor");
            }
        }

        private FormatException error(String message) {
            long offset = start + Json.byteOffset(text, parser.currentTokenLocation());
            return new FormatException(file + ": byte " + offset + ": " + message);
        }
    }
}
