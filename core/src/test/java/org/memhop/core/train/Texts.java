package org.memhop.core.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.memhop.api.task.Part;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.Text;
import org.memhop.core.config.Settings;

/** Made-up running texts, and a small language model for them. */
final class Texts {
    private Texts() {}

    /** A text of the words that white space parts. */
    record Words(String text) implements Text {
        @Override
        public void forEach(Consumer<String> words) {
            List.of(text.split(" ")).forEach(words);
        }
    }

    /** A text in which seven of ten words are those of seven words ago, and the others any of twenty. */
    static Text repeating(int length, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        StringBuilder text = new StringBuilder();
        int[] last = new int[8];
        for (int i = 0; i < length; i++) {
            boolean back = i >= 7 && random.nextInt(10) < 7;
            int word = back ? last[(i + 1) % 8] : random.nextInt(20);
            last[i % 8] = word;
            text.append(i == 0 ? "" : " ").append("w").append(word);
        }
        return new Words(text.toString());
    }

    static TaskData task(Text train, Text valid, Text test) {
        Part part = new Part("text", "text", train, Optional.of(valid), test);
        return new TaskData("text", List.of(part), Map.of(), Map.of("text", "made up"));
    }

    /** The paper's language model, small; {@code changes} are name, value, name, value. */
    static Settings settings(String... changes) {
        Settings settings = Toys.settings(
                "encoding",
                "bag-of-words",
                "temporal",
                "rows",
                "tying",
                "layer-wise",
                "first-state",
                "constant",
                "nonlinearity",
                "relu-half",
                "hops",
                "2",
                "memory-size",
                "9",
                "dimension",
                "6",
                "noise",
                "0",
                "linear-start",
                "none",
                "clip",
                "global",
                "clip-norm",
                "50",
                "schedule",
                "plateau",
                "select",
                "validation",
                "batch-size",
                "8",
                "segment-length",
                "4",
                "batches",
                "segments",
                "validation",
                "0",
                "init-deviation",
                "0.3");
        for (int i = 0; i < changes.length; i += 2) {
            settings = settings.with(changes[i], changes[i + 1]);
        }
        return settings;
    }
}
