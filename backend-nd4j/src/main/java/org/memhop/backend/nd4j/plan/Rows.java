package org.memhop.backend.nd4j.plan;

import static org.bytedeco.openblas.global.openblas.cblas_saxpy;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.memhop.api.backend.Checks;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;

/**
 * Operations that take rows of a table by number, in Java: ND4J's gather returns garbage for an index out of range, and its
 * scatter takes milliseconds where this takes microseconds.
 */
final class Rows {
    /** Elements from which on a block copy of a row beats a loop, and BLAS adds it faster. */
    private static final int LONG = 64;

    private Rows() {}

    static Step gather(Node node, Tensor table, Tensor indices, Tensor y) {
        int rows = table.shape().dim(0);
        int width = table.shape().dim(1);
        int count = indices.size();
        IntBuffer numbers = indices.ints();
        if (node.type() == DType.F64) {
            return () -> {
                check(node, indices, rows);
                for (int i = 0; i < count; i++) {
                    y.longs().put(i * width, table.longs(), numbers.get(i) * width, width);
                }
            };
        }
        IntBuffer from = table.ints();
        IntBuffer to = y.ints();
        return () -> {
            check(node, indices, rows);
            for (int i = 0; i < count; i++) {
                if (width >= LONG) {
                    to.put(i * width, from, numbers.get(i) * width, width);
                } else {
                    copy(from, numbers.get(i) * width, to, i * width, width);
                }
            }
        };
    }

    static Step scatterAdd(Node node, Tensor x, Tensor indices, Tensor y) {
        int rows = y.shape().dim(0);
        int width = y.shape().dim(1);
        int count = indices.size();
        IntBuffer numbers = indices.ints();
        return switch (node.type()) {
            case F32 -> {
                if (width >= LONG) {
                    yield longRows(node, x, indices, y);
                }
                FloatBuffer from = x.floats();
                FloatBuffer to = y.floats();
                yield () -> {
                    check(node, indices, rows);
                    y.clear();
                    for (int i = 0; i < count; i++) {
                        add(from, i * width, to, numbers.get(i) * width, width);
                    }
                };
            }
            case F64 -> {
                DoubleBuffer from = x.doubles();
                DoubleBuffer to = y.doubles();
                yield () -> {
                    check(node, indices, rows);
                    y.clear();
                    for (int i = 0; i < count * width; i++) {
                        int target = numbers.get(i / width) * width + i % width;
                        to.put(target, to.get(target) + from.get(i));
                    }
                };
            }
            case I32 ->
                () -> {
                    check(node, indices, rows);
                    y.clear();
                    for (int i = 0; i < count * width; i++) {
                        int target = numbers.get(i / width) * width + i % width;
                        y.ints().put(target, y.ints().get(target) + x.ints().get(i));
                    }
                };
        };
    }

    private static Step longRows(Node node, Tensor x, Tensor indices, Tensor y) {
        int rows = y.shape().dim(0);
        int width = y.shape().dim(1);
        int count = indices.size();
        IntBuffer numbers = indices.ints();
        FloatPointer from = new FloatPointer(x.pointer());
        FloatPointer to = new FloatPointer(y.pointer());
        return () -> {
            check(node, indices, rows);
            y.clear();
            for (int i = 0; i < count; i++) {
                from.position((long) i * width);
                to.position((long) numbers.get(i) * width);
                cblas_saxpy(width, 1f, from, 1, to, 1);
            }
        };
    }

    /** Names the first index, in C order, that no row belongs to. */
    static void check(Node node, Tensor indices, int rows) {
        IntBuffer numbers = indices.ints();
        int count = indices.size();
        for (int i = 0; i < count; i++) {
            // As unsigned, a negative number is larger than any number of rows.
            if (Integer.compareUnsigned(numbers.get(i), rows) >= 0) {
                throw Checks.indexOutOfRange(node, i, numbers.get(i), rows);
            }
        }
    }

    private static void copy(IntBuffer from, int start, IntBuffer to, int target, int width) {
        for (int i = 0; i < width; i++) {
            to.put(target + i, from.get(start + i));
        }
    }

    static void add(FloatBuffer from, int start, FloatBuffer to, int target, int width) {
        for (int i = 0; i < width; i++) {
            to.put(target + i, to.get(target + i) + from.get(start + i));
        }
    }
}
