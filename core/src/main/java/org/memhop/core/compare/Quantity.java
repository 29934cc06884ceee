package org.memhop.core.compare;

import java.util.Locale;
import org.memhop.api.graph.DType;

/**
 * Something that is compared.
 *
 * @param name the parameter's; empty if there is but one of the kind
 */
public record Quantity(Kind kind, String name) {
    /** What it is. */
    public enum Kind {
        LOGITS,
        LOSS,
        GRADIENT,
        LOSS_AFTER,
        PARAMETER_AFTER;

        /** Whether it shows what training made of the model. */
        public boolean trained() {
            return this == LOSS_AFTER || this == PARAMETER_AFTER;
        }
    }

    /**
     * The largest normwise relative error for a model that rounding treats kindly. The errors of training steps add up: they
     * may be as large after 100 steps as a step is allowed, times 50 or 100, and in between in proportion.
     *
     * @param steps of training
     */
    double tolerance(DType type, int steps) {
        double once = type == DType.F32 ? 2e-5 : 1e-11;
        double after100 = type == DType.F32 ? 1e-3 : 1e-9;
        return kind.trained() ? Math.max(once, after100 * steps / 100) : once;
    }

    /** As in {@code gradient embedding/A}. */
    public String text(int steps) {
        return switch (kind) {
            case LOGITS, LOSS -> kind.name().toLowerCase(Locale.ROOT);
            case GRADIENT -> "gradient " + name;
            case LOSS_AFTER -> "loss after " + steps + " steps";
            case PARAMETER_AFTER -> name + " after " + steps + " steps";
        };
    }
}
