package org.memhop.core.train;

import org.memhop.core.config.Settings;
import org.memhop.core.optimize.Clipping;
import org.memhop.core.optimize.Optimizer;
import org.memhop.core.optimize.Schedule;

/** What the settings of a training say, as objects. */
final class Recipe {
    /** Polyak's, Duchi's and Kingma's usual constants; no paper on memory networks changes them. */
    private static final double ADAGRAD_EPSILON = 1e-10;

    private static final double ADAM_BETA1 = 0.9;
    private static final double ADAM_BETA2 = 0.999;
    private static final double ADAM_EPSILON = 1e-8;
    private static final double PLATEAU_THRESHOLD = 0.9999;

    private Recipe() {}

    static Optimizer optimizer(Settings settings) {
        String name = settings.text("optimizer");
        return switch (name) {
            case "momentum" -> new Optimizer.Momentum(settings.real("momentum"));
            case "adagrad" -> new Optimizer.Adagrad(ADAGRAD_EPSILON);
            case "adam" -> new Optimizer.Adam(ADAM_BETA1, ADAM_BETA2, ADAM_EPSILON);
            default -> new Optimizer.Sgd();
        };
    }

    static Clipping clipping(Settings settings) {
        double norm = settings.real("clip-norm");
        return switch (settings.text("clip")) {
            case "per-matrix" -> new Clipping.PerMatrix(norm);
            case "global" -> new Clipping.Global(norm);
            default -> new Clipping.None();
        };
    }

    static Schedule schedule(Settings settings, boolean linear) {
        if (linear) {
            return new Schedule.Constant(settings.real("linear-start-rate"));
        }
        boolean started = !settings.text("linear-start").equals("none");
        double first = settings.real(started ? "rate-after-linear-start" : "learning-rate");
        double factor = settings.real("decay");
        return switch (settings.text("schedule")) {
            case "halving" -> new Schedule.Step(first, factor, settings.whole("decay-every"));
            case "plateau" -> new Schedule.Plateau(first, factor, PLATEAU_THRESHOLD);
            default -> new Schedule.Constant(first);
        };
    }
}
