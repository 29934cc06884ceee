package org.memhop.core.files;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The measurements of a run as a text file of one JSON object per line: {@code {"step":100,"loss":0.25}}. A value that is
 * not finite stands there as the string "NaN", "Infinity" or "-Infinity", since JSON has no such numbers.
 */
public final class MetricsLog implements AutoCloseable {
    private static final String STEP = "step";
    private static final List<String> NOT_FINITE = List.of("NaN", "Infinity", "-Infinity");

    private final Path file;
    private final OutputStream out;

    /**
     * What was measured at a step.
     *
     * @param step training steps done so far
     * @param values by name, in the order of the line
     */
    public record Line(long step, Map<String, Double> values) {
        public Line {
            if (values.containsKey(STEP)) {
                throw new IllegalArgumentException("metrics: \"" + STEP + "\" cannot be the name of a value");
            }
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    private MetricsLog(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /**
     * Opens the log of a run that goes on after a step, and drops what was written after it: lines of later steps, and a
     * last line that a crash cut off. A file that is not there is created.
     *
     * @param lastStep the step of the checkpoint that training goes on from; 0 for a new run
     * @throws FormatException if a line before is malformed
     */
    public static MetricsLog open(Path file, long lastStep) {
        try {
            long kept = 0;
            if (Files.exists(file)) {
                try (Scanner scanner = new Scanner(file)) {
                    while (scanner.advance() && scanner.line.step() <= lastStep) {
                        kept = scanner.offset;
                    }
                }
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(kept);
                }
            }
            return new MetricsLog(
                    file, Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new StorageException("cannot open " + file + ": " + AtomicFiles.describe(e), e);
        }
    }

    /** Adds a line, which is in the file when this returns. */
    public void append(Line line) {
        ObjectNode node = Json.object().put(STEP, line.step());
        line.values().forEach((name, value) -> {
            if (Double.isFinite(value)) {
                node.put(name, value);
            } else {
                node.put(name, value.toString());
            }
        });
        try {
            out.write((Json.compact(node) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new StorageException("cannot write " + file + ": " + AtomicFiles.describe(e), e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new StorageException("cannot close " + file + ": " + AtomicFiles.describe(e), e);
        }
    }

    /**
     * All lines of a log; a last line without its line feed was cut off by a crash and is left out.
     *
     * @throws FormatException if another line is malformed; names the line and the byte
     */
    public static List<Line> read(Path file) {
        try (Scanner scanner = new Scanner(file)) {
            List<Line> lines = new ArrayList<>();
            while (scanner.advance()) {
                lines.add(scanner.line);
            }
            return lines;
        } catch (IOException e) {
            throw new StorageException("cannot read " + file + ": " + AtomicFiles.describe(e), e);
        }
    }

    /** Goes through a log line by line. */
    private static final class Scanner implements AutoCloseable {
        private final Path file;
        private final InputStream in;
        private int number;
        private long offset;
        private Line line = new Line(0, Map.of());

        Scanner(Path file) throws IOException {
            this.file = file;
            this.in = new BufferedInputStream(Files.newInputStream(file));
        }

        /** Reads the next whole line, up to {@code offset}; false at the end, or before a line that was cut off. */
        boolean advance() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            int b;
            while ((b = in.read()) != '\n') {
                if (b < 0) {
                    return false;
                }
                bytes.write(b);
            }
            number++;
            String place = file + ":" + number;
            line = decode(Json.parseObject(bytes.toByteArray(), place, offset), place);
            offset += bytes.size() + 1;
            return true;
        }

        private Line decode(ObjectNode node, String place) {
            JsonNode step = node.path(STEP);
            if (!step.isIntegralNumber() || !step.canConvertToLong()) {
                throw new FormatException(place + ": byte " + offset + ": expected an integer \"" + STEP + "\"");
            }
            Map<String, Double> values = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> e : node.properties()) {
                JsonNode value = e.getValue();
                if (value.isNumber()) {
                    values.put(e.getKey(), value.doubleValue());
                } else if (value.isString() && NOT_FINITE.contains(value.stringValue())) {
                    values.put(e.getKey(), Double.valueOf(value.stringValue()));
                } else {
                    throw new FormatException(place + ": byte " + offset + ": \"" + e.getKey() + "\" is " + value
                            + "; expected a number, or one of " + NOT_FINITE + " as a string");
                }
            }
            values.remove(STEP);
            return new Line(step.longValue(), values);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
