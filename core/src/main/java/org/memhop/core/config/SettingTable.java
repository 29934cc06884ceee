package org.memhop.core.config;

import java.util.List;
import org.memhop.core.config.Setting.Choice;
import org.memhop.core.config.Setting.Plugin;
import org.memhop.core.config.Setting.Real;
import org.memhop.core.config.Setting.Whole;

/**
 * Every setting there is, in the order it is shown. The defaults are the paper's recipe for one bAbI task (Sukhbaatar et
 * al., 2015, section 4) in the reading of the authors' published code, which is what reaches the paper's table.
 */
public final class SettingTable {
    /** The settings that shape the model: they cannot change once it has been trained. */
    public static final List<Setting> MODEL = List.of(
            choose("memory", "sentences", "memory", "how facts are stored"),
            choose(
                    "encoding",
                    "position-authors",
                    "encoder",
                    "words to sentence: bag-of-words, position (the paper's formula) or position-authors (their code's)"),
            choose(
                    "controller",
                    "by-tying",
                    "controller",
                    "next state: sum (u + o), linear (H u + o), or by-tying (linear if layer-wise)"),
            choose("hop", "softmax", "hop", "how a hop looks at the memory"),
            choose("halting", "last", "halting", "after how many hops a question is answered"),
            choose("output", "linear", "output", "from the last state to the answer"),
            whole("hops", "3", 1, 100, "K: how many times the memory is read"),
            whole("dimension", "20", 1, 65536, "d: length of a sentence's vector and of the state"),
            whole("memory-size", "50", 1, 100_000, "most sentences remembered; the newest are kept"),
            word(
                    "tying",
                    "adjacent",
                    "which embeddings are shared between hops; single is one for everything",
                    "adjacent",
                    "layer-wise",
                    "single",
                    "none"),
            word(
                    "tied-output",
                    "none",
                    "W, that scores the answers, is also A or C, of the last hop (adjacent ties it to C anyway)",
                    "none",
                    "A",
                    "C"),
            word(
                    "temporal",
                    "time-words",
                    "order of facts: rows (the paper's T_A, T_C), time-words (the authors' code: a last word, weighted like the others)",
                    "none",
                    "rows",
                    "time-words"),
            word(
                    "first-state",
                    "question",
                    "u¹: question (the paper's u¹ = B q), or constant (0.1 in every unit, as in the paper's language model)",
                    "question",
                    "constant"),
            word(
                    "nonlinearity",
                    "none",
                    "applied to the state after each hop: relu, or relu-half (half of the units, as in the paper's language model)",
                    "none",
                    "relu",
                    "relu-half"),
            word(
                    "mask-empty-slots",
                    "false",
                    "take empty slots out of the softmax instead of scoring them 0",
                    "true",
                    "false"),
            real("init-deviation", "0.1", 1e-9, 100, "parameters start at N(0, this), the null symbol's at 0"),
            word("precision", "f32", "number format of the model", "f32", "f64"));

    /** The settings that shape the training. */
    public static final List<Setting> TRAINING = List.of(
            whole("epochs", "100", 0, 1_000_000, "passes over the training data with the softmax in place"),
            whole("batch-size", "32", 1, 65536, "examples a step; their losses are summed"),
            word(
                    "batches",
                    "with-replacement",
                    "how a batch is drawn: with-replacement (the authors' code), shuffled, or shuffled segments of a text",
                    "with-replacement",
                    "shuffled",
                    "segments"),
            whole(
                    "segment-length",
                    "16",
                    1,
                    4096,
                    "words in a row that share their memory, where batches are segments"),
            word("optimizer", "sgd", "how a gradient becomes a step", "sgd", "momentum", "adagrad", "adam"),
            real("momentum", "0.9", 0, 1, "of the optimizer momentum"),
            real("learning-rate", "0.01", 0, 1000, "rate at the first epoch, without linear start"),
            word(
                    "schedule",
                    "halving",
                    "halving multiplies the rate by decay every decay-every epochs; plateau, when validation stops improving",
                    "constant",
                    "halving",
                    "plateau"),
            real("decay", "0.5", 0, 1, "factor of the schedule"),
            whole("decay-every", "25", 1, 1_000_000, "epochs between two steps of the schedule halving"),
            real("stop-rate", "0", 0, 1000, "training ends when the schedule brings the rate below this"),
            word(
                    "clip",
                    "per-matrix",
                    "what a gradient's L2 norm is bounded by: each matrix's own, or all together",
                    "none",
                    "per-matrix",
                    "global"),
            real("clip-norm", "40", 1e-9, 1e12, "the bound"),
            word(
                    "linear-start",
                    "epochs",
                    "train without softmax first: for linear-start-epochs (the authors' code), or until validation loss rises (the paper)",
                    "none",
                    "epochs",
                    "validation"),
            whole(
                    "linear-start-epochs",
                    "20",
                    0,
                    1_000_000,
                    "passes of linear start (at most, where validation ends it)"),
            whole(
                    "linear-start-patience",
                    "2",
                    1,
                    1000,
                    "epochs without a better validation loss that end linear start"),
            real("linear-start-rate", "0.005", 0, 1000, "learning rate in linear start"),
            real("rate-after-linear-start", "0.005", 0, 1000, "learning rate at the first epoch after linear start"),
            real("weight-decay", "0", 0, 1000, "λ of λ/2 |θ|², which is added to the mean loss of a step"),
            real("noise", "0.1", 0, 1, "random noise: share of empty memories mixed into the times while training"),
            real("dropout", "0", 0, 0.9, "share of the last state's units dropped before the output while training"),
            real("hop-dropout", "0", 0, 0.9, "share of the units of what each hop read dropped while training"),
            real(
                    "memory-dropout",
                    "0",
                    0,
                    0.9,
                    "share of the sentences in memory (a text's words) dropped while training"),
            real("validation", "0.1", 0, 0.9, "share of each part's training data held out, at its end"),
            word(
                    "select",
                    "training",
                    "what is kept: training (the last epoch of the restart with the lowest training error), or validation (the"
                            + " epoch and the restart with the lowest validation loss)",
                    "training",
                    "validation"),
            whole(
                    "vocabulary-size",
                    "0",
                    0,
                    10_000_000,
                    "of a text: most words that are told apart, <unk> among them; 0 for any number"),
            whole("min-count", "1", 1, 1_000_000, "of a text: words that occur less often are <unk>"),
            word(
                    "vocabulary-from",
                    "train",
                    "of a text: words of the training text alone, or of all its splits as in the authors' code",
                    "train",
                    "all"),
            whole(
                    "restarts",
                    "1",
                    1,
                    10_000,
                    "trainings from different seeds; the one with the lowest training error is kept"),
            whole("seed", "1", 0, Long.MAX_VALUE, "of the first restart; those of the others are drawn from it"),
            choose("backend", "jvm", "backend", "what computes"));

    private SettingTable() {}

    private static Setting choose(String name, String standard, String what, String help) {
        return new Setting(name, standard, new Plugin(what), help);
    }

    private static Setting whole(String name, String standard, long least, long most, String help) {
        return new Setting(name, standard, new Whole(least, most), help);
    }

    private static Setting real(String name, String standard, double least, double most, String help) {
        return new Setting(name, standard, new Real(least, most), help);
    }

    private static Setting word(String name, String standard, String help, String... values) {
        return new Setting(name, standard, new Choice(List.of(values)), help);
    }
}
