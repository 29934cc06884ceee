package org.memhop.api.graph;

/** The element type of a tensor. */
public enum DType {
    /** IEEE 754 binary32, a Java {@code float}. */
    F32(4),
    /** IEEE 754 binary64, a Java {@code double}. */
    F64(8),
    /** 32-bit two's complement, a Java {@code int}: indices, counts and truth values (0 or 1). */
    I32(4);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes per element. */
    public int bytes() {
        return bytes;
    }

    /** Whether values are real numbers rather than indices. */
    public boolean isFloating() {
        return this != I32;
    }
}
