package org.memhop.api.graph;

import java.util.Arrays;
import org.memhop.api.GraphException;

/** The extents of a tensor, outermost first; rank 0 is a scalar. An extent may be 0. Immutable. */
public final class Shape {
    /** The shape of a scalar. */
    public static final Shape SCALAR = new Shape(new int[0]);

    private final int[] dims;
    private final int size;

    private Shape(int[] dims) {
        int elements = 1;
        for (int dim : dims) {
            if (dim < 0) {
                throw new GraphException(
                        "shape " + Arrays.toString(dims) + ": an extent is negative; extents are 0 or more");
            }
            long product = (long) elements * dim;
            if (product > Integer.MAX_VALUE) {
                throw new GraphException("shape " + Arrays.toString(dims) + ": more than " + Integer.MAX_VALUE
                        + " elements; a tensor is one Java array");
            }
            elements = (int) product;
        }
        this.dims = dims;
        this.size = elements;
    }

    /** A shape of these extents. */
    public static Shape of(int... dims) {
        return dims.length == 0 ? SCALAR : new Shape(dims.clone());
    }

    public int rank() {
        return dims.length;
    }

    /** Extent of an axis; a negative axis counts from the last, as in NumPy. */
    public int dim(int axis) {
        return dims[existing(axis)];
    }

    /** Number of elements: the product of the extents. */
    public int size() {
        return size;
    }

    /** The extents, copied. */
    public int[] dims() {
        return dims.clone();
    }

    /** This shape with one more axis inserted before {@code axis}. */
    public Shape insert(int axis, int extent) {
        if (axis < 0 || axis > dims.length) {
            throw new GraphException(
                    "axis " + axis + " of shape " + this + ": one more may come at 0 to " + dims.length);
        }
        int[] out = new int[dims.length + 1];
        System.arraycopy(dims, 0, out, 0, axis);
        out[axis] = extent;
        System.arraycopy(dims, axis, out, axis + 1, dims.length - axis);
        return new Shape(out);
    }

    /** This shape without {@code axis}; a negative axis counts from the last. */
    public Shape remove(int axis) {
        int a = existing(axis);
        int[] out = new int[dims.length - 1];
        System.arraycopy(dims, 0, out, 0, a);
        System.arraycopy(dims, a + 1, out, a, out.length - a);
        return new Shape(out);
    }

    /** Distance in elements between neighbours along each axis, in C order. */
    public int[] strides() {
        int[] strides = new int[dims.length];
        int stride = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= dims[i];
        }
        return strides;
    }

    /** Where the element at a position of C order stands along each axis. */
    public int[] coordinates(int position) {
        int[] at = strides();
        int rest = position;
        for (int axis = 0; axis < at.length; axis++) {
            int stride = at[axis];
            at[axis] = rest / stride;
            rest %= stride;
        }
        return at;
    }

    private int existing(int axis) {
        int a = axis < 0 ? axis + dims.length : axis;
        if (a < 0 || a >= dims.length) {
            throw new GraphException("axis " + axis + " of shape " + this + ": rank is " + dims.length);
        }
        return a;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape that && Arrays.equals(dims, that.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /** As in {@code [32, 50, 20]}. */
    @Override
    public String toString() {
        return Arrays.toString(dims);
    }
}
