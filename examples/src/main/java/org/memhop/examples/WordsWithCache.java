package org.memhop.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.memhop.api.task.Part;
import org.memhop.core.run.CachedScores;
import org.memhop.core.run.LanguageModel;
import org.memhop.core.run.NewRun;
import org.memhop.core.run.RunResult;
import org.memhop.core.wiring.MemhopModule;
import org.memhop.core.wiring.Plugins;

/**
 * Trains a small language model on chapters that each have a hero, and adds a continuous cache: words that followed states like
 * the present one become more probable. The model remembers six words, the cache the chapter.
 *
 * <pre>
 * perplexity: 2.61
 * with a cache: 2.02
 * the dog sees kalo &lt;eos> then kalo goes home &lt;eos> a letter for …
 * kalo: 2 %
 * kalo, with a cache: 28 %
 * </pre>
 */
public final class WordsWithCache {
    private static final List<String> SYLLABLES = List.of("ka", "lo", "mi", "ru", "te", "no");
    private static final List<String> SENTENCES =
            List.of("the dog sees %s", "then %s goes home", "a letter for %s arrives", "in the morning %s sings");

    private WordsWithCache() {}

    /** Trains in a new temporary directory. */
    public static void main(String[] args) throws IOException {
        run(Files.createTempDirectory("memhop"), System.out);
    }

    static void run(Path directory, PrintStream out) throws IOException {
        Plugins plugins = MemhopModule.plugins();
        Map<String, String> choices = new HashMap<>(Map.of("memory-size", "6", "dimension", "24", "hops", "1"));
        choices.putAll(Map.of("epochs", "5", "batch-size", "32", "batches", "segments", "learning-rate", "0.02"));
        choices.put("train", chapters(directory.resolve("train.txt"), 200, 1));
        choices.put("valid", chapters(directory.resolve("valid.txt"), 40, 2));
        choices.put("test", chapters(directory.resolve("test.txt"), 40, 3));
        RunResult result = NewRun.train(directory.resolve("run"), plugins, "lm", choices);
        out.printf("perplexity: %.2f%n", result.best().testPerplexity());

        try (LanguageModel model = LanguageModel.load(directory.resolve("run"))) {
            Part text = plugins.task("lm")
                    .load(model.config().request())
                    .get(0)
                    .parts()
                    .get(0);
            CachedScores cached = model.scoreWithCache(text, 50); // tuned on the validation text
            out.printf("with a cache: %.2f%n", cached.test().perplexity());

            String before = "the dog sees kalo <eos> then kalo goes home <eos> a letter for";
            List<String> words = List.of(before.split(" "));
            LanguageModel remembering = model.withCache(cached.test().settings());
            out.println(before + " …");
            out.printf("kalo: %.0f %%%n", 100 * model.next(words).probability("kalo"));
            out.printf(
                    "kalo, with a cache: %.0f %%%n",
                    100 * remembering.next(words).probability("kalo"));
        }
    }

    /** Writes chapters of twelve sentences about one hero each, and gives the path. */
    private static String chapters(Path file, int chapters, long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int chapter = 0; chapter < chapters; chapter++) {
            String hero = any(SYLLABLES, random) + any(SYLLABLES, random);
            for (int sentence = 0; sentence < 12; sentence++) {
                text.append(String.format(any(SENTENCES, random), hero)).append('\n');
            }
        }
        return Files.writeString(file, text).toString();
    }

    private static String any(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }
}
