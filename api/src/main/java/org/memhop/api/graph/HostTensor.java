package org.memhop.api.graph;

import java.util.Arrays;
import org.memhop.api.GraphException;

/**
 * Type, shape and one primitive array in C order: how values enter and leave a backend. The array is shared with the
 * caller, not copied, so that a training loop can refill the same tensor every step.
 */
public final class HostTensor {
    private final DType type;
    private final Shape shape;
    private final Object data;

    private HostTensor(DType type, Shape shape, Object data, int length) {
        if (shape.size() != length) {
            throw new GraphException(
                    "tensor of shape " + shape + " holds " + shape.size() + " elements, but the array has " + length);
        }
        this.type = type;
        this.shape = shape;
        this.data = data;
    }

    /** Wraps a float array. */
    public static HostTensor of(Shape shape, float... data) {
        return new HostTensor(DType.F32, shape, data, data.length);
    }

    /** Wraps a double array. */
    public static HostTensor of(Shape shape, double... data) {
        return new HostTensor(DType.F64, shape, data, data.length);
    }

    /** Wraps an int array. */
    public static HostTensor of(Shape shape, int... data) {
        return new HostTensor(DType.I32, shape, data, data.length);
    }

    /** A new tensor of zeros. */
    public static HostTensor zeros(DType type, Shape shape) {
        return switch (type) {
            case F32 -> of(shape, new float[shape.size()]);
            case F64 -> of(shape, new double[shape.size()]);
            case I32 -> of(shape, new int[shape.size()]);
        };
    }

    /** A new tensor with these values, rounded to the type. */
    public static HostTensor ofRounded(DType type, Shape shape, double... values) {
        HostTensor tensor = zeros(type, shape);
        if (values.length != shape.size()) {
            throw new GraphException(
                    "tensor of shape " + shape + " holds " + shape.size() + " elements, but got " + values.length);
        }
        for (int i = 0; i < values.length; i++) {
            tensor.set(i, values[i]);
        }
        return tensor;
    }

    public DType type() {
        return type;
    }

    public Shape shape() {
        return shape;
    }

    /** The array behind an F32 tensor. */
    public float[] floats() {
        require(DType.F32);
        return (float[]) data;
    }

    /** The array behind an F64 tensor. */
    public double[] doubles() {
        require(DType.F64);
        return (double[]) data;
    }

    /** The array behind an I32 tensor. */
    public int[] ints() {
        require(DType.I32);
        return (int[]) data;
    }

    /** Element {@code i} in C order, widened to double. */
    public double get(int i) {
        return switch (type) {
            case F32 -> ((float[]) data)[i];
            case F64 -> ((double[]) data)[i];
            case I32 -> ((int[]) data)[i];
        };
    }

    /** Sets element {@code i} in C order, rounded to the type. */
    public void set(int i, double value) {
        switch (type) {
            case F32 -> ((float[]) data)[i] = (float) value;
            case F64 -> ((double[]) data)[i] = value;
            case I32 -> ((int[]) data)[i] = (int) value;
        }
    }

    /** A tensor of the same values in an array of its own. */
    public HostTensor copy() {
        return switch (type) {
            case F32 -> of(shape, ((float[]) data).clone());
            case F64 -> of(shape, ((double[]) data).clone());
            case I32 -> of(shape, ((int[]) data).clone());
        };
    }

    /** Overwrites this tensor's values with those of another of the same type and shape. */
    public void copyFrom(HostTensor source) {
        if (source.type != type || !source.shape.equals(shape)) {
            throw new GraphException("cannot copy " + source.type + source.shape + " into " + type + shape);
        }
        System.arraycopy(source.data, 0, data, 0, shape.size());
    }

    /** Same type, shape and bits (so NaN equals NaN, and 0.0 differs from -0.0). */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof HostTensor that) || that.type != type || !that.shape.equals(shape)) {
            return false;
        }
        return switch (type) {
            case F32 -> Arrays.equals((float[]) data, (float[]) that.data);
            case F64 -> Arrays.equals((double[]) data, (double[]) that.data);
            case I32 -> Arrays.equals((int[]) data, (int[]) that.data);
        };
    }

    @Override
    public int hashCode() {
        return switch (type) {
            case F32 -> Arrays.hashCode((float[]) data);
            case F64 -> Arrays.hashCode((double[]) data);
            case I32 -> Arrays.hashCode((int[]) data);
        };
    }

    /** Type, shape and the first values. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(type).append(shape).append(" {");
        int shown = Math.min(8, shape.size());
        for (int i = 0; i < shown; i++) {
            text.append(i == 0 ? "" : ", ").append(text(i));
        }
        return text.append(shown < shape.size() ? ", …}" : "}").toString();
    }

    private String text(int i) {
        return switch (type) {
            case F32 -> Float.toString(((float[]) data)[i]);
            case F64 -> Double.toString(((double[]) data)[i]);
            case I32 -> Integer.toString(((int[]) data)[i]);
        };
    }

    private void require(DType wanted) {
        if (type != wanted) {
            throw new GraphException("tensor " + type + shape + " was asked for its " + wanted + " array");
        }
    }
}
