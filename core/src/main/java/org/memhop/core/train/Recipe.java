package org.memhop.core.train;

import org.memhop.api.ConfigException;
import org.memhop.core.config.Settings;
import org.memhop.core.data.EncodedText;
import org.memhop.core.optimize.Clipping;
import org.memhop.core.optimize.Optimizer;
import org.memhop.core.optimize.Schedule;

/** What the settings of a training say, as objects. */
public final class Recipe {
    /** Polyak's, Duchi's and Kingma's usual constants; no paper on memory networks changes them. */
    private static final double ADAGRAD_EPSILON = 1e-10;

    private static final double ADAM_BETA1 = 0.9;
    private static final double ADAM_BETA2 = 0.999;
    private static final double ADAM_EPSILON = 1e-8;
    private static final double PLATEAU_THRESHOLD = 0.9999;

    private Recipe() {}

    /** What turns gradients into steps. */
    public static Optimizer optimizer(Settings settings) {
        String name = settings.text("optimizer");
        return switch (name) {
            case "momentum" -> new Optimizer.Momentum(settings.real("momentum"));
            case "adagrad" -> new Optimizer.Adagrad(ADAGRAD_EPSILON);
            case "adam" -> new Optimizer.Adam(ADAM_BETA1, ADAM_BETA2, ADAM_EPSILON);
            default -> new Optimizer.Sgd();
        };
    }

    /** What bounds the gradients. */
    public static Clipping clipping(Settings settings) {
        double norm = settings.real("clip-norm");
        return switch (settings.text("clip")) {
            case "per-matrix" -> new Clipping.PerMatrix(norm);
            case "global" -> new Clipping.Global(norm);
            default -> new Clipping.None();
        };
    }

    /**
     * The learning rate.
     *
     * @param linear of the phase without softmax
     */
    public static Schedule schedule(Settings settings, boolean linear) {
        double first = settings.real(rateSetting(settings, linear));
        if (linear) {
            return new Schedule.Constant(first);
        }
        double factor = settings.real("decay");
        return switch (settings.text("schedule")) {
            case "halving" -> new Schedule.Step(first, factor, settings.whole("decay-every"));
            case "plateau" -> new Schedule.Plateau(first, factor, PLATEAU_THRESHOLD);
            default -> new Schedule.Constant(first);
        };
    }

    /** The name of the setting that the rate of a phase begins with. */
    static String rateSetting(Settings settings, boolean linear) {
        if (linear) {
            return "linear-start-rate";
        }
        return startsLinear(settings) ? "rate-after-linear-start" : "learning-rate";
    }

    /** Whether training begins with epochs without softmax. */
    static boolean startsLinear(Settings settings) {
        return !settings.text("linear-start").equals("none") && settings.whole("linear-start-epochs") > 0;
    }

    /** That the settings suit the kind of data. */
    private static void checkKind(Settings settings, TrainingData data) {
        boolean segments = settings.text("batches").equals("segments");
        if (data.train() instanceof EncodedText) {
            if (settings.real("noise") > 0) {
                throw new ConfigException("noise is " + settings.text("noise")
                        + ", but a running text has no sentences whose times could jump; set noise to 0");
            }
            if (segments && data.train().size() < settings.whole("segment-length")) {
                throw new ConfigException("batches segments: the training text has "
                        + data.train().size() + " words; expected at least one segment of "
                        + settings.text("segment-length"));
            }
            if (segments && settings.whole("batch-size") % settings.whole("segment-length") != 0) {
                throw new ConfigException("batches segments: batch-size is " + settings.text("batch-size")
                        + "; expected a multiple of segment-length, " + settings.text("segment-length"));
            }
        } else if (segments) {
            throw new ConfigException(
                    "batches segments is for running text; these are questions, each with a story of its"
                            + " own: choose with-replacement or shuffled");
        }
    }

    /** Whether the epoch and the restart with the lowest validation loss are kept. */
    static boolean selectsByValidation(Settings settings) {
        return settings.text("select").equals("validation");
    }

    /** That there are questions to go by where the validation loss decides something. */
    static void check(Settings settings, TrainingData data) {
        checkKind(settings, data);
        boolean start = startsLinear(settings) && settings.text("linear-start").equals("validation");
        boolean select = selectsByValidation(settings);
        if (data.validation().size() == 0
                && (start || select || settings.text("schedule").equals("plateau"))) {
            throw new ConfigException(
                    (start ? "linear-start validation" : select ? "select validation" : "schedule plateau")
                            + " goes by the loss of held-out questions, but no question is held out; give a larger share as"
                            + " setting validation (it is " + settings.text("validation")
                            + "), or more training questions");
        }
    }
}
