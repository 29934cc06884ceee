package org.memhop.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.memhop.api.ConfigException;
import org.memhop.api.graph.HostTensor;
import org.memhop.core.config.Settings;
import org.memhop.core.data.Batch;
import org.memhop.core.data.EncodedExample;
import org.memhop.core.data.EncodedText;
import org.memhop.core.model.Model;
import org.memhop.core.model.ModelSize;
import org.memhop.core.optimize.Clipping;
import org.memhop.core.wiring.Plugins;

/**
 * A network and made-up batches for it with every slot full and every word drawn as words of a language are, the n-th as often
 * as 1/n.
 *
 * @param batch B
 * @param clipping as the paper trains such a network
 */
record Size(Settings settings, ModelSize extent, int batch, Clipping clipping) {
    private static final long SEED = 1;
    private static final int BATCHES = 16;

    /** S, where targets come in segments. */
    private static final int SEGMENT = 16;

    /** One bAbI task, no slot empty and no sentence short: B 32, M 50, J 7 with its time word, d 20, V 40, K 3. */
    static Size babi() {
        Settings settings = Settings.standard();
        return new Size(settings, new ModelSize(40, 6, 50), 32, new Clipping.PerMatrix(settings.real("clip-norm")));
    }

    /** The paper's language model: B 128, M 100, d 150, V 10,000, K 6; in segments of S targets, or S 1 at random positions. */
    static Size language(int segment) {
        return language(10_000, 100, 150, 128, segment);
    }

    /** The paper's language model in another size: each word a slot, first state constant, half of the units bent. */
    static Size language(int vocabulary, int slots, int dimension, int batch, int segment) {
        Map<String, String> changes = Map.ofEntries(
                Map.entry("encoding", "bag-of-words"),
                Map.entry("temporal", "rows"),
                Map.entry("tying", "layer-wise"),
                Map.entry("first-state", "constant"),
                Map.entry("nonlinearity", "relu-half"),
                Map.entry("hops", "6"),
                Map.entry("memory-size", Integer.toString(slots)),
                Map.entry("dimension", Integer.toString(dimension)),
                Map.entry("batches", segment == 1 ? "with-replacement" : "segments"),
                Map.entry("segment-length", Integer.toString(segment)),
                Map.entry("init-deviation", "0.05"));
        return new Size(
                Settings.standard().with(changes, "language model"),
                new ModelSize(vocabulary, 1, slots),
                batch,
                new Clipping.Global(50));
    }

    /**
     * A size by its name.
     *
     * @throws ConfigException if there is none of this name
     */
    static Size named(String name) {
        return switch (name) {
            case "babi" -> babi();
            case "positions" -> language(1);
            case "segments" -> language(SEGMENT);
            default ->
                throw new ConfigException("there is no size \"" + name + "\"; expected babi, positions or segments");
        };
    }

    /** The network with its batches. */
    Workload workload(Plugins plugins) {
        Model model = Model.of(settings, extent, plugins);
        SplittableRandom random = new SplittableRandom(SEED);
        List<List<HostTensor>> batches = new ArrayList<>();
        for (int n = 0; n < BATCHES; n++) {
            Batch filled = model.newBatch(batch);
            for (int g = 0; g < batch / filled.segment(); g++) {
                if (filled.segment() > 1) {
                    int[] text = words(extent.slots() + filled.segment(), random);
                    EncodedText.of(text).put(filled, g, extent.slots());
                } else {
                    filled.set(g, example(random));
                }
            }
            batches.add(filled.tensors());
        }
        return new Workload(plugins, model, clipping, batches, List.of());
    }

    /** A made-up text. */
    int[] words(int count, SplittableRandom random) {
        int[] words = new int[count];
        fill(words, random);
        return words;
    }

    private EncodedExample example(SplittableRandom random) {
        int[][] story = new int[extent.slots()][extent.sentenceWords()];
        for (int[] sentence : story) {
            fill(sentence, random);
        }
        int[] question = new int[extent.sentenceWords()];
        fill(question, random);
        return new EncodedExample(story, question, word(random));
    }

    private void fill(int[] sentence, SplittableRandom random) {
        for (int j = 0; j < sentence.length; j++) {
            sentence[j] = word(random);
        }
    }

    /** From 1 to V − 1, with a chance of about 1/n. */
    private int word(SplittableRandom random) {
        return (int) Math.min(extent.vocabulary() - 1.0, Math.pow(extent.vocabulary(), random.nextDouble()));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "B %d, M %d, J %d, d %s, V %,d, K %s%s",
                batch,
                extent.slots(),
                extent.sentenceWords() + (settings.text("temporal").equals("time-words") ? 1 : 0),
                settings.text("dimension"),
                extent.vocabulary(),
                settings.text("hops"),
                settings.text("batches").equals("segments") ? ", S " + settings.text("segment-length") : "");
    }
}
