package org.memhop.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.api.StorageException;

/** Decodes with a second, bit-by-bit implementation of the format. */
class EventFileWriterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_700_000_000L, 250_000_000), ZoneOffset.UTC);

    @TempDir
    Path directory;

    @Test
    void scalars_are_framed_events_after_the_version() throws IOException {
        try (EventFileWriter writer = new EventFileWriter(directory, CLOCK)) {
            writer.scalar("train/loss", 1, 0.1);
            writer.scalar("fehler/ü" + "x".repeat(200), 300_000_000_000L, Double.POSITIVE_INFINITY);
        }

        List<Map<Integer, Object>> events = events(directory.resolve("events.out.tfevents.1700000000.memhop"));
        assertThat(events).hasSize(3);
        assertThat(events).allSatisfy(e -> assertThat(e.get(1)).isEqualTo(Double.doubleToRawLongBits(1.70000000025e9)));
        assertThat(text(events.get(0), 3)).isEqualTo("brain.Event:2");
        assertThat(events.get(1)).containsEntry(2, 1L).containsOnlyKeys(1, 2, 5);
        assertThat(point(events.get(1))).isEqualTo("train/loss=0.1");
        assertThat(events.get(2)).containsEntry(2, 300_000_000_000L);
        assertThat(point(events.get(2))).isEqualTo("fehler/ü" + "x".repeat(200) + "=Infinity");
    }

    @Test
    void the_first_record_has_the_bytes_that_TensorBoard_expects() throws IOException {
        new EventFileWriter(directory, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)).close();

        byte[] bytes = Files.readAllBytes(directory.resolve("events.out.tfevents.0000000000.memhop"));
        assertThat(bytes).hasSize(8 + 4 + 26 + 4).startsWith(26, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void a_second_writer_takes_a_file_of_its_own() throws IOException {
        for (int run = 0; run < 3; run++) {
            try (EventFileWriter writer = new EventFileWriter(directory, CLOCK)) {
                writer.scalar("loss", run, run);
            }
        }

        assertThat(directory).isDirectoryContaining("glob:**.memhop").isDirectoryContaining("glob:**.memhop.2");
        assertThat(events(directory.resolve("events.out.tfevents.1700000000.memhop.1"))
                        .get(1))
                .containsEntry(2, 1L);
    }

    @Test
    void what_is_written_is_in_the_file_at_once() throws IOException {
        try (EventFileWriter writer = new EventFileWriter(directory, CLOCK)) {
            writer.scalar("loss", 1, 1);
            assertThat(events(directory.resolve("events.out.tfevents.1700000000.memhop")))
                    .hasSize(2);
        }
    }

    @Test
    void a_file_that_cannot_be_written_is_a_storage_error() {
        assertThatThrownBy(() -> new EventFileWriter(directory.resolve("none"), CLOCK))
                .isInstanceOf(StorageException.class);
        EventFileWriter closed = new EventFileWriter(directory, CLOCK);
        closed.close();
        assertThatThrownBy(() -> closed.scalar("loss", 1, 1)).isInstanceOf(StorageException.class);
    }

    /** The reference check value of CRC-32C, so that the decoder itself is checked. */
    @Test
    void the_decoder_knows_CRC_32C() {
        assertThat(crc32c("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0xE3069283);
    }

    private static String point(Map<Integer, Object> event) {
        Map<Integer, Object> summary = message(bytes(event, 5));
        assertThat(summary).containsOnlyKeys(1);
        Map<Integer, Object> value = message(bytes(summary, 1));
        assertThat(value).containsOnlyKeys(1, 2);
        Object bits = value.getOrDefault(2, 0);
        return text(value, 1) + "=" + Float.intBitsToFloat((Integer) bits);
    }

    private static List<Map<Integer, Object>> events(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Map<Integer, Object>> events = new ArrayList<>();
        while (in.hasRemaining()) {
            byte[] length = new byte[8];
            in.get(length);
            assertThat(in.getInt()).isEqualTo(masked(crc32c(length)));
            byte[] data = new byte
                    [Math.toIntExact(ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong())];
            in.get(data);
            assertThat(in.getInt()).isEqualTo(masked(crc32c(data)));
            events.add(message(data));
        }
        return events;
    }

    /** The fields of a protobuf message, each at most once: varints and 8 bytes as Long, 4 bytes as Integer. */
    private static Map<Integer, Object> message(byte[] data) {
        ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        Map<Integer, Object> fields = new TreeMap<>();
        while (in.hasRemaining()) {
            long key = varint(in);
            Object value = switch ((int) (key & 7)) {
                case 0 -> varint(in);
                case 1 -> in.getLong();
                case 2 -> {
                    byte[] content = new byte[(int) varint(in)];
                    in.get(content);
                    yield content;
                }
                case 5 -> in.getInt();
                default -> throw new AssertionError("wire type of key " + key);
            };
            assertThat(fields.put((int) (key >>> 3), value)).isNull();
        }
        return fields;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = in.get();
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    private static byte[] bytes(Map<Integer, Object> fields, int number) {
        return (byte[]) fields.getOrDefault(number, new byte[0]);
    }

    private static String text(Map<Integer, Object> fields, int number) {
        return new String(bytes(fields, number), StandardCharsets.UTF_8);
    }

    private static int masked(int crc) {
        return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    }

    private static int crc32c(byte[] bytes) {
        int crc = -1;
        for (byte b : bytes) {
            crc ^= b & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x82F63B78;
            }
        }
        return ~crc;
    }
}
