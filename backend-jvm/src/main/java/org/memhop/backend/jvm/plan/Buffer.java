package org.memhop.backend.jvm.plan;

import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;

/**
 * Where a value lives: a primitive array that steps look up each time they run, as an input's array is the caller's and
 * differs from run to run. An array may be longer than the value.
 */
public final class Buffer {
    /** Who owns the array. */
    public enum Kind {
        /** The caller, for the length of a run. */
        INPUT,
        /** The session. */
        VARIABLE,
        /** The graph. */
        CONSTANT,
        /** The plan, for this value alone: the caller sees it. */
        OUTPUT,
        /** The plan, for this value alone, which is there still when the next run begins; zeros before the first. */
        KEPT,
        /** The plan, which may use it for other values before and after. */
        SCRATCH
    }

    private static final float[] NO_FLOATS = {};
    private static final double[] NO_DOUBLES = {};
    private static final int[] NO_INTS = {};

    Kind kind;
    final DType type;
    final int size;
    float[] f32 = NO_FLOATS;
    double[] f64 = NO_DOUBLES;
    int[] i32 = NO_INTS;

    /** A buffer of {@code size} elements that has no array yet. */
    public Buffer(Kind kind, DType type, int size) {
        this.kind = kind;
        this.type = type;
        this.size = size;
    }

    /** Gives it an array of its own, of zeros. */
    public void allocate(int length) {
        switch (type) {
            case F32 -> f32 = new float[length];
            case F64 -> f64 = new double[length];
            case I32 -> i32 = new int[length];
        }
    }

    /** Uses the array of a tensor. */
    public void bind(HostTensor tensor) {
        switch (type) {
            case F32 -> f32 = tensor.floats();
            case F64 -> f64 = tensor.doubles();
            case I32 -> i32 = tensor.ints();
        }
    }

    /** Shares the array of another buffer. */
    void share(Buffer other) {
        f32 = other.f32;
        f64 = other.f64;
        i32 = other.i32;
    }

    /** Is another buffer from now on. */
    void become(Buffer other) {
        kind = other.kind;
        share(other);
    }

    /** Whether what is written here is read there: the same buffer, or one that {@linkplain #become became} it. */
    boolean isSameMemory(Buffer other) {
        boolean stored = kind == Kind.VARIABLE && other.kind == Kind.VARIABLE;
        return this == other || (stored && f32 == other.f32 && f64 == other.f64 && i32 == other.i32);
    }

    /** The array as a tensor; it must be as long as the shape says. */
    public HostTensor tensor(Shape shape) {
        return switch (type) {
            case F32 -> HostTensor.of(shape, f32);
            case F64 -> HostTensor.of(shape, f64);
            case I32 -> HostTensor.of(shape, i32);
        };
    }

    /** Whether two steps may see different values here. */
    boolean isPlanned() {
        return kind == Kind.SCRATCH || kind == Kind.OUTPUT || kind == Kind.KEPT;
    }
}
