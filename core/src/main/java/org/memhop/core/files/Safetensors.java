package org.memhop.core.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;
import org.memhop.api.graph.HostTensor;

/**
 * Reads and writes tensors as safetensors: the header's length as a little-endian u64, the header as JSON, the tensors in
 * C order, little-endian, one behind the other.
 *
 * <p>Source: the format's specification in the readme of github.com/huggingface/safetensors. Of its types F32, F64 and I32
 * are read. A file is taken only if every byte of it is accounted for.
 */
public final class Safetensors {
    private static final int LENGTH_BYTES = 8;
    private static final long MAX_HEADER_BYTES = 100_000_000;
    private static final int CHUNK_BYTES = 1 << 16;

    private Safetensors() {}

    /**
     * What a file holds.
     *
     * @param tensors by name, in the order of the header
     * @param metadata free texts by key
     */
    public record Contents(Map<String, HostTensor> tensors, Map<String, String> metadata) {
        public Contents {
            tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
            metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        }
    }

    /**
     * Writes a file, not crash-safely; {@link Checkpoints} does.
     *
     * @throws StorageException if writing fails
     */
    public static void write(Path file, Map<String, HostTensor> tensors, Map<String, String> metadata) {
        try (OutputStream out = Files.newOutputStream(file)) {
            write(out, tensors, metadata);
        } catch (IOException e) {
            throw new StorageException("cannot write " + file + ": " + AtomicFiles.describe(e), e);
        }
    }

    /**
     * Writes tensors in the order of the map; equal arguments give equal bytes. The stream stays open.
     *
     * @throws FormatException if a name holds NUL or an unpaired surrogate, or is the reserved "__metadata__"
     */
    public static void write(OutputStream out, Map<String, HostTensor> tensors, Map<String, String> metadata)
            throws IOException {
        Map<String, SafetensorsHeader.Entry> entries = new LinkedHashMap<>();
        long offset = 0;
        for (Map.Entry<String, HostTensor> e : tensors.entrySet()) {
            HostTensor tensor = e.getValue();
            if (!SafetensorsHeader.isValidName(e.getKey()) || e.getKey().equals(SafetensorsHeader.METADATA)) {
                throw new FormatException("safetensors: the name \"" + e.getKey() + "\" cannot be written; expected one"
                        + " without NUL and unpaired surrogates, other than " + SafetensorsHeader.METADATA);
            }
            long end = offset + (long) tensor.shape().size() * tensor.type().bytes();
            entries.put(e.getKey(), new SafetensorsHeader.Entry(tensor.type(), tensor.shape(), offset, end));
            offset = end;
        }
        metadata.forEach((key, value) -> {
            if (!SafetensorsHeader.isValidName(key) || !SafetensorsHeader.isValidName(value)) {
                throw new FormatException("safetensors: the metadata \"" + key
                        + "\" cannot be written; expected texts without NUL and unpaired surrogates");
            }
        });
        byte[] header = new SafetensorsHeader(entries, metadata).encode();
        byte[] chunk = new byte[CHUNK_BYTES];
        ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length);
        out.write(chunk, 0, LENGTH_BYTES);
        out.write(header);
        for (HostTensor tensor : tensors.values()) {
            writeData(out, tensor, chunk);
        }
    }

    /**
     * Reads a file. Nothing is allocated before it is known that the file is long enough to hold it.
     *
     * @throws FormatException if a byte of the file is not as the format wants it
     * @throws StorageException if the file cannot be read
     */
    public static Contents read(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            return read(channel, file.toString());
        } catch (IOException e) {
            throw new StorageException("cannot read " + file + ": " + AtomicFiles.describe(e), e);
        }
    }

    private static Contents read(FileChannel channel, String file) throws IOException {
        long size = channel.size();
        if (size < LENGTH_BYTES) {
            throw new FormatException(
                    file + ": byte 0: expected the header's length in 8 bytes, but the file has " + size);
        }
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        fill(channel, buffer.limit(LENGTH_BYTES), file);
        long headerLength = buffer.getLong();
        long limit = Math.min(MAX_HEADER_BYTES, size - LENGTH_BYTES);
        if (headerLength < 0 || headerLength > limit) {
            throw new FormatException(file + ": byte 0: the header's length is " + Long.toUnsignedString(headerLength)
                    + "; expected at most " + limit + " (the rest of the file, and 100 MB)");
        }
        byte[] header = new byte[(int) headerLength];
        fill(channel, ByteBuffer.wrap(header), file);
        long dataStart = LENGTH_BYTES + headerLength;
        SafetensorsHeader decoded = SafetensorsHeader.decode(header, file, LENGTH_BYTES, size - dataStart);

        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, SafetensorsHeader.Entry> e : decoded.entries().entrySet()) {
            SafetensorsHeader.Entry entry = e.getValue();
            HostTensor tensor = HostTensor.zeros(entry.type(), entry.shape());
            channel.position(dataStart + entry.begin());
            readData(channel, tensor, buffer, file);
            tensors.put(e.getKey(), tensor);
        }
        return new Contents(tensors, decoded.metadata());
    }

    private static void writeData(OutputStream out, HostTensor tensor, byte[] chunk) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
        int width = tensor.type().bytes();
        int size = tensor.shape().size();
        for (int done = 0; done < size; ) {
            int count = Math.min(size - done, CHUNK_BYTES / width);
            switch (tensor.type()) {
                case F32 -> buffer.asFloatBuffer().put(tensor.floats(), done, count);
                case F64 -> buffer.asDoubleBuffer().put(tensor.doubles(), done, count);
                case I32 -> buffer.asIntBuffer().put(tensor.ints(), done, count);
            }
            out.write(chunk, 0, count * width);
            done += count;
        }
    }

    private static void readData(FileChannel channel, HostTensor tensor, ByteBuffer buffer, String file)
            throws IOException {
        int width = tensor.type().bytes();
        int size = tensor.shape().size();
        for (int done = 0; done < size; ) {
            int count = Math.min(size - done, CHUNK_BYTES / width);
            fill(channel, buffer.clear().limit(count * width), file);
            switch (tensor.type()) {
                case F32 -> buffer.asFloatBuffer().get(tensor.floats(), done, count);
                case F64 -> buffer.asDoubleBuffer().get(tensor.doubles(), done, count);
                case I32 -> buffer.asIntBuffer().get(tensor.ints(), done, count);
            }
            done += count;
        }
    }

    private static void fill(FileChannel channel, ByteBuffer buffer, String file) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException(file + " became shorter while it was read");
            }
        }
        buffer.flip();
    }
}
