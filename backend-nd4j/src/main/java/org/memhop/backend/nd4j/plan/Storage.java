package org.memhop.backend.nd4j.plan;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import org.bytedeco.javacpp.Pointer;
import org.memhop.api.BackendException;
import org.memhop.api.graph.DType;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Memory outside the heap: an ND4J data buffer, seen by Java as NIO buffers over the same bytes, and by ND4J as arrays. It
 * is given back by {@link #close}, after which nothing may touch it.
 */
public final class Storage implements AutoCloseable {
    private final DType type;
    private final int capacity;
    private final DataBuffer data;
    private final FloatBuffer floats;
    private final DoubleBuffer doubles;
    private final IntBuffer ints;
    private final LongBuffer longs;

    private Storage(DType type, int capacity, DataBuffer data) {
        this.type = type;
        this.capacity = capacity;
        this.data = data;
        ByteBuffer bytes = data.pointer().asByteBuffer().order(ByteOrder.nativeOrder());
        this.floats = bytes.asFloatBuffer();
        this.doubles = bytes.asDoubleBuffer();
        this.ints = bytes.asIntBuffer();
        this.longs = bytes.asLongBuffer();
    }

    /**
     * Room for some elements, zero.
     *
     * @throws BackendException if it would be 2 GiB or more, which no NIO buffer spans, or there is no memory for it
     */
    static Storage allocate(DType type, int elements) {
        int capacity = Math.max(1, elements);
        long bytes = (long) capacity * type.bytes();
        if (bytes > Integer.MAX_VALUE) {
            throw new BackendException("backend nd4j: a tensor of " + elements + " elements " + type + " takes " + bytes
                    + " bytes; expected less than 2 GiB for one tensor");
        }
        // An application may have opened a workspace of its own, whose memory would end with it.
        MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
        try {
            return new Storage(type, capacity, Nd4j.createBuffer(dataType(type), capacity, true));
        } catch (OutOfMemoryError e) {
            throw new BackendException(
                    "backend nd4j: no memory for a tensor of " + bytes
                            + " bytes outside the heap; make the model or the batch smaller, or raise -Xmx, which bounds"
                            + " that memory as well (org.bytedeco.javacpp.maxbytes)",
                    e);
        } finally {
            outside.close();
        }
    }

    DType type() {
        return type;
    }

    /** Elements it has room for; at least 1. */
    int capacity() {
        return capacity;
    }

    FloatBuffer floats() {
        return floats;
    }

    DoubleBuffer doubles() {
        return doubles;
    }

    /** The values of I32, or the bits of F32. */
    IntBuffer ints() {
        return ints;
    }

    /** The bits of F64. */
    LongBuffer longs() {
        return longs;
    }

    Pointer pointer() {
        return data.pointer();
    }

    /** Fills the first elements with zeros. */
    void clear(int elements) {
        Pointer.memset(data.pointer(), 0, (long) elements * type.bytes());
    }

    /** The first elements, as ND4J sees them. */
    INDArray array(int elements) {
        return Nd4j.create(data, new long[] {elements}, new long[] {1}, 0, 'c', dataType(type));
    }

    /** Whether its memory was given back. */
    boolean closed() {
        return data.wasClosed();
    }

    @Override
    public void close() {
        if (!data.wasClosed()) {
            data.close();
        }
    }

    private static DataType dataType(DType type) {
        return switch (type) {
            case F32 -> DataType.FLOAT;
            case F64 -> DataType.DOUBLE;
            case I32 -> DataType.INT32;
        };
    }
}
