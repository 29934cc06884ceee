package org.memhop.core.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.zip.CRC32C;
import org.memhop.api.StorageException;

/**
 * Writes scalars as a TensorBoard event file.
 *
 * <p>Sources: TensorFlow's TFRecord framing (length, masked CRC-32C of the length, data, masked CRC-32C of the data; all
 * little-endian) and its {@code event.proto} and {@code summary.proto}: Event {wall_time = 1, step = 2, file_version = 3,
 * summary = 5}, Summary {value = 1}, Value {tag = 1, simple_value = 2}.
 */
public final class EventFileWriter implements AutoCloseable {
    private static final int CRC_MASK = 0xA282EAD8;
    // A field's key is its number times 8, plus its wire type: 0 varint, 1 eight bytes, 2 length-delimited, 5 four
    // bytes.
    private static final byte EVENT_WALL_TIME = 1 << 3 | 1;
    private static final byte EVENT_STEP = 2 << 3;
    private static final byte EVENT_FILE_VERSION = 3 << 3 | 2;
    private static final byte EVENT_SUMMARY = 5 << 3 | 2;
    private static final byte SUMMARY_VALUE = 1 << 3 | 2;
    private static final byte VALUE_TAG = 1 << 3 | 2;
    private static final byte VALUE_SIMPLE_VALUE = 2 << 3 | 5;

    private final Path file;
    private final Clock clock;
    private final OutputStream out;

    /**
     * Creates a file of a new name in a directory, so that a resumed run adds to what TensorBoard shows.
     *
     * @param clock gives each event its time
     * @throws StorageException if the file cannot be created
     */
    public EventFileWriter(Path directory, Clock clock) {
        this.clock = clock;
        String name = String.format(
                "events.out.tfevents.%010d.memhop", clock.instant().getEpochSecond());
        Path path = directory.resolve(name);
        try {
            OutputStream opened = null;
            for (int run = 1; opened == null; run++) {
                try {
                    opened = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                } catch (FileAlreadyExistsException e) {
                    path = directory.resolve(name + "." + run);
                }
            }
            this.file = path;
            this.out = opened;
        } catch (IOException e) {
            throw new StorageException("cannot create " + path + ": " + AtomicFiles.describe(e), e);
        }
        writeEvent(text(EVENT_FILE_VERSION, "brain.Event:2"), 0);
    }

    /**
     * Adds a point to a curve; it is in the file when this returns.
     *
     * @param tag the curve's name; a slash groups curves
     * @param value is rounded to float, as the format has it
     */
    public void scalar(String tag, long step, double value) {
        byte[] point =
                concat(text(VALUE_TAG, tag), key(VALUE_SIMPLE_VALUE), fixed32(Float.floatToRawIntBits((float) value)));
        writeEvent(message(EVENT_SUMMARY, message(SUMMARY_VALUE, point)), step);
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void writeEvent(byte[] content, long step) {
        Instant now = clock.instant();
        double seconds = now.getEpochSecond() + now.getNano() * 1e-9;
        byte[] event = concat(
                key(EVENT_WALL_TIME),
                fixed64(Double.doubleToRawLongBits(seconds)),
                key(EVENT_STEP),
                varint(step),
                content);
        byte[] length = fixed64(event.length);
        byte[] frame = concat(length, fixed32(maskedCrc(length)), event, fixed32(maskedCrc(event)));
        try {
            out.write(frame);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private StorageException failed(IOException e) {
        return new StorageException("cannot write " + file + ": " + AtomicFiles.describe(e), e);
    }

    private static byte[] text(byte key, String value) {
        return message(key, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] message(byte key, byte[] content) {
        return concat(key(key), varint(content.length), content);
    }

    private static byte[] key(byte key) {
        return new byte[] {key};
    }

    /** Seven bits a byte, least significant first; the upper bit says that more follow. */
    private static byte[] varint(long value) {
        int length = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            int more = i < length - 1 ? 0x80 : 0;
            bytes[i] = (byte) (((value >>> (7 * i)) & 0x7F) | more);
        }
        return bytes;
    }

    private static int maskedCrc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return Integer.rotateRight((int) crc.getValue(), 15) + CRC_MASK;
    }

    private static byte[] fixed32(int value) {
        byte[] bytes = new byte[Integer.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(value);
        return bytes;
    }

    private static byte[] fixed64(long value) {
        byte[] bytes = new byte[Long.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
        return bytes;
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
