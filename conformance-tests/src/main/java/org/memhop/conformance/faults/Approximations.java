package org.memhop.conformance.faults;

import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;

/** Ways to come near a number that are not near enough. */
final class Approximations {
    private static final double LN2 = Math.log(2);

    private Approximations() {}

    /** {@code 2ᵏ · (1 + r + … + r⁴ / 24)}: too few terms, so up to 4e-5 is missing. */
    static HostTensor exp(Call call) {
        return Elementwise.each(call, x -> {
            double k = Math.rint(x / LN2);
            double r = x - k * LN2;
            return Double.isFinite(r) && Math.abs(k) < 2000
                    ? Math.scalb(1 + r * (1 + r / 2 * (1 + r / 3 * (1 + r / 4))), (int) k)
                    : Math.exp(x);
        });
    }

    static HostTensor guardedLog(Call call) {
        return Elementwise.each(call, x -> Math.log(Math.max(x, 1e-7)));
    }

    /** {@code x / √x} from the exponent halved and two steps of Newton, which leave an error of 5e-6. */
    static HostTensor sqrt(Call call) {
        return Elementwise.each(call, x -> {
            if (!(x > 0) || x == Double.POSITIVE_INFINITY) {
                return Math.sqrt(x);
            }
            double y = Double.longBitsToDouble(0x5fe6eb50c7b537a9L - (Double.doubleToRawLongBits(x) >> 1));
            y *= 1.5 - 0.5 * x * y * y;
            y *= 1.5 - 0.5 * x * y * y;
            return x * y;
        });
    }

    /** {@code (e²ˣ − 1) / (e²ˣ + 1)}, which loses digits near 0 and overflows. */
    static HostTensor tanh(Call call) {
        return Elementwise.each(call, x -> {
            double e = call.round(Math.exp(2 * x));
            return call.round(e - 1) / call.round(e + 1);
        });
    }

    /** {@code 1 − 1 / (1 + eˣ)}, which loses the digits of small results. */
    static HostTensor sigmoid(Call call) {
        return Elementwise.each(call, x -> 1 - call.round(1 / call.round(1 + Math.exp(x))));
    }

    /** By a reciprocal of 12 bits, as some instruction sets offer. */
    static HostTensor reciprocal(Call call) {
        return Elementwise.each(call, (a, b) -> {
            double r = 1 / b;
            return a * (Double.isFinite(r) ? leading(r, 12) : r);
        });
    }

    /** The value with operands of 10 bits after the point, as TF32 takes them. */
    static HostTensor tf32(Call call) {
        return call.node().type() == DType.F32
                ? call.rightOf(leading(call.x(0), 10), leading(call.x(1), 10))
                : call.right();
    }

    /** An F64 value that went through F32 on its way. */
    static HostTensor single(Call call) {
        if (call.node().type() != DType.F64) {
            return call.right();
        }
        HostTensor[] narrow = call.operands().stream()
                .map(x -> Elementwise.cast(call, x, DType.F32))
                .toArray(HostTensor[]::new);
        Node node = call.node();
        return Elementwise.cast(call, call.compute(node.op(), node.attributes(), narrow), DType.F64);
    }

    /** The number rounded to so many binary digits after its first. */
    static double leading(double x, int digits) {
        if (!Double.isFinite(x)) {
            return x;
        }
        long unit = 1L << (52 - digits);
        return Double.longBitsToDouble((Double.doubleToRawLongBits(x) + unit / 2) & -unit);
    }

    private static HostTensor leading(HostTensor x, int digits) {
        HostTensor y = x.copy();
        for (int i = 0; i < y.shape().size(); i++) {
            y.set(i, leading(y.get(i), digits));
        }
        return y;
    }
}
