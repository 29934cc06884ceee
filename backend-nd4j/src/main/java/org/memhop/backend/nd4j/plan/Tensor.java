package org.memhop.backend.nd4j.plan;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import org.bytedeco.javacpp.Pointer;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The value of a node: the first elements of a storage, in C order.
 *
 * @param storage of the node's type; may be larger than the tensor, and may be that of another node as well
 * @param shape of the node
 */
public record Tensor(Storage storage, Shape shape) {
    /** A tensor of zeros with a storage of its own, to be given back with {@link #close}. */
    public static Tensor zeros(DType type, Shape shape) {
        return new Tensor(Storage.allocate(type, shape.size()), shape);
    }

    DType type() {
        return storage.type();
    }

    int size() {
        return shape.size();
    }

    FloatBuffer floats() {
        return storage.floats();
    }

    DoubleBuffer doubles() {
        return storage.doubles();
    }

    IntBuffer ints() {
        return storage.ints();
    }

    LongBuffer longs() {
        return storage.longs();
    }

    Pointer pointer() {
        return storage.pointer();
    }

    /** As ND4J sees it, in one axis. */
    INDArray array() {
        return storage.array(size());
    }

    /** Element {@code i}, widened. */
    double get(int i) {
        return switch (storage.type()) {
            case F32 -> storage.floats().get(i);
            case F64 -> storage.doubles().get(i);
            case I32 -> storage.ints().get(i);
        };
    }

    /** Sets element {@code i}, rounded to the type. */
    void set(int i, double value) {
        switch (storage.type()) {
            case F32 -> storage.floats().put(i, (float) value);
            case F64 -> storage.doubles().put(i, value);
            case I32 -> storage.ints().put(i, (int) value);
        }
    }

    /** Overwrites it with a tensor of the same type and shape. */
    public void load(HostTensor source) {
        switch (type()) {
            case F32 -> floats().put(0, source.floats(), 0, size());
            case F64 -> doubles().put(0, source.doubles(), 0, size());
            case I32 -> ints().put(0, source.ints(), 0, size());
        }
    }

    /** Writes it into a tensor of the same type and shape. */
    public void store(HostTensor target) {
        switch (type()) {
            case F32 -> floats().get(0, target.floats(), 0, size());
            case F64 -> doubles().get(0, target.doubles(), 0, size());
            case I32 -> ints().get(0, target.ints(), 0, size());
        }
    }

    /** Overwrites it with another of the same type and size. */
    void copyFrom(Tensor source) {
        if (type() == DType.F64) {
            longs().put(0, source.longs(), 0, size());
        } else {
            ints().put(0, source.ints(), 0, size());
        }
    }

    /** Fills it with zeros. */
    void clear() {
        storage.clear(size());
    }

    /** Gives its storage back. */
    public void close() {
        storage.close();
    }
}
