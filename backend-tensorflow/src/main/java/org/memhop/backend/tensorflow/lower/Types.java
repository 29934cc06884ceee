package org.memhop.backend.tensorflow.lower;

import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/** Types, shapes and values as TensorFlow has them. Values are copied whole, as memory. */
public final class Types {
    private Types() {}

    static DataType of(DType type) {
        return switch (type) {
            case F32 -> DataType.DT_FLOAT;
            case F64 -> DataType.DT_DOUBLE;
            case I32 -> DataType.DT_INT32;
        };
    }

    public static org.tensorflow.ndarray.Shape of(Shape shape) {
        long[] dims = new long[shape.rank()];
        for (int axis = 0; axis < dims.length; axis++) {
            dims[axis] = shape.dim(axis);
        }
        return org.tensorflow.ndarray.Shape.of(dims);
    }

    /** A tensor whose values are not yet set; the caller closes it. */
    public static Tensor newTensor(DType type, Shape shape) {
        return switch (type) {
            case F32 -> Tensor.of(TFloat32.class, of(shape));
            case F64 -> Tensor.of(TFloat64.class, of(shape));
            case I32 -> Tensor.of(TInt32.class, of(shape));
        };
    }

    /** A tensor of these values; the caller closes it. */
    public static Tensor tensorOf(HostTensor value) {
        Tensor tensor = newTensor(value.type(), value.shape());
        write(value, tensor);
        return tensor;
    }

    /** Overwrites a tensor of the same type and shape. */
    public static void write(HostTensor from, Tensor to) {
        if (from.shape().size() == 0) {
            return;
        }
        ByteDataBuffer bytes = to.asRawTensor().data();
        switch (from.type()) {
            case F32 -> bytes.asFloats().write(from.floats());
            case F64 -> bytes.asDoubles().write(from.doubles());
            case I32 -> bytes.asInts().write(from.ints());
        }
    }

    /** Overwrites a host tensor of the same type and shape. */
    public static void read(Tensor from, HostTensor to) {
        if (to.shape().size() == 0) {
            return;
        }
        ByteDataBuffer bytes = from.asRawTensor().data();
        switch (to.type()) {
            case F32 -> bytes.asFloats().read(to.floats());
            case F64 -> bytes.asDoubles().read(to.doubles());
            case I32 -> bytes.asInts().read(to.ints());
        }
    }
}
