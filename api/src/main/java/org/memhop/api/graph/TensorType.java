package org.memhop.api.graph;

/** Element type and shape: all that is known of a tensor before it is computed. */
public record TensorType(DType type, Shape shape) {
    /** As in {@code F32[32, 50, 20]}. */
    @Override
    public String toString() {
        return type.toString() + shape;
    }
}
