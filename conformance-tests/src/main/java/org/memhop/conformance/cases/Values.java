package org.memhop.conformance.cases;

import java.util.Random;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;

/** Tensors of numbers, the same in every run. Floating values fit F32, so that a case has one set of numbers in both types. */
final class Values {
    /** What arithmetic goes wrong at, in F32; halves and integers besides, and the ends of exp. */
    private static final float[] SPECIAL = {
        0f,
        -0f,
        1f,
        -1f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        1e-40f,
        -1e-40f,
        Float.MIN_NORMAL,
        -Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        0.5f,
        -2.5f,
        1e-20f,
        -1e20f,
        16777216f,
        88.5f,
        -88.5f,
        -103.5f,
        104f,
        -1e-7f,
        9.25f,
        3e9f
    };

    private Values() {}

    /** Numbers as they occur: normally distributed; I32 from −20 to 20. */
    static HostTensor usual(DType type, Shape shape, String seed) {
        Random random = new Random(seed.hashCode());
        HostTensor tensor = HostTensor.zeros(type, shape);
        for (int i = 0; i < shape.size(); i++) {
            tensor.set(i, type == DType.I32 ? random.nextInt(41) - 20 : (float) random.nextGaussian());
        }
        return tensor;
    }

    /** Positive numbers of many magnitudes, from 1e-10 to 1e10. */
    static HostTensor positive(DType type, Shape shape, String seed) {
        Random random = new Random(seed.hashCode());
        HostTensor tensor = HostTensor.zeros(type, shape);
        for (int i = 0; i < shape.size(); i++) {
            tensor.set(i, (float) Math.pow(10, 20 * random.nextDouble() - 10));
        }
        return tensor;
    }

    /** Numbers between two bounds. */
    static HostTensor between(DType type, Shape shape, double low, double high, String seed) {
        Random random = new Random(seed.hashCode());
        HostTensor tensor = HostTensor.zeros(type, shape);
        for (int i = 0; i < shape.size(); i++) {
            tensor.set(i, (float) (low + (high - low) * random.nextDouble()));
        }
        return tensor;
    }

    /** Numbers of both signs in no order, no two of them nearer than 0.1; offsets keep two tensors, and zero, apart. */
    static HostTensor apart(DType type, Shape shape, double offset, String seed) {
        Random random = new Random(seed.hashCode());
        HostTensor tensor = HostTensor.zeros(type, shape);
        for (int i = 0; i < shape.size(); i++) {
            int j = random.nextInt(i + 1);
            tensor.set(i, tensor.get(j));
            tensor.set(j, (float) (0.1 * (i - shape.size() / 2) + offset));
        }
        return tensor;
    }

    /** Any bits at all: every exponent is as likely as another. */
    static HostTensor anyBits(DType type, Shape shape, String seed) {
        Random random = new Random(seed.hashCode());
        HostTensor tensor = HostTensor.zeros(type, shape);
        for (int i = 0; i < shape.size(); i++) {
            switch (type) {
                case F32 -> tensor.floats()[i] = Float.intBitsToFloat(random.nextInt());
                case F64 -> tensor.doubles()[i] = Double.longBitsToDouble(random.nextLong());
                case I32 -> tensor.ints()[i] = random.nextInt();
            }
        }
        return tensor;
    }

    /** Few different numbers, so that there are ties. */
    static HostTensor tied(DType type, Shape shape, String seed) {
        Random random = new Random(seed.hashCode());
        HostTensor tensor = HostTensor.zeros(type, shape);
        for (int i = 0; i < shape.size(); i++) {
            tensor.set(i, random.nextInt(3) - 1);
        }
        return tensor;
    }

    /** Usual numbers, and among them special ones, one in {@code every}. */
    static HostTensor special(DType type, Shape shape, int every, String seed) {
        Random random = new Random(seed.hashCode());
        HostTensor tensor = usual(type, shape, seed);
        double[] special = special(type);
        for (int i = 0; i < shape.size(); i++) {
            if (random.nextInt(every) == 0) {
                tensor.set(i, special[random.nextInt(special.length)]);
            }
        }
        return tensor;
    }

    /** Each special number once. */
    static double[] special(DType type) {
        if (type == DType.I32) {
            return new double[] {0, 1, -1, 2, -7, 46341, -46341, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30};
        }
        double[] own = type == DType.F32
                ? new double[] {Math.nextUp(1f), Math.nextDown(1f)}
                : new double[] {
                    Math.nextUp(1.0),
                    Double.MIN_VALUE,
                    -Double.MIN_VALUE,
                    Double.MIN_NORMAL,
                    Double.MAX_VALUE,
                    -Double.MAX_VALUE,
                    1e-310,
                    709.5,
                    -709.5,
                    -745.1,
                    710
                };
        double[] all = new double[SPECIAL.length + own.length];
        for (int i = 0; i < SPECIAL.length; i++) {
            all[i] = SPECIAL[i];
        }
        System.arraycopy(own, 0, all, SPECIAL.length, own.length);
        return all;
    }

    /** Row numbers from 0 to {@code rows − 1}; some come twice and some never. */
    static HostTensor indices(Shape shape, int rows, String seed) {
        Random random = new Random(seed.hashCode());
        HostTensor tensor = HostTensor.zeros(DType.I32, shape);
        for (int i = 0; i < shape.size(); i++) {
            tensor.ints()[i] = random.nextInt(rows);
        }
        return tensor;
    }
}
