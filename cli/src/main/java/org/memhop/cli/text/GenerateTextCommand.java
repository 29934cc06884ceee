package org.memhop.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.memhop.api.ConfigException;
import org.memhop.cli.common.Workbench;
import org.memhop.cli.terminal.Output;
import org.memhop.core.run.LanguageModel;
import org.memhop.core.run.Sampling;
import org.memhop.core.run.TextGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets a language model write. */
@Command(
        name = "text",
        description = {
            "Let a trained language model go on with a text, drawing each word from what it expects. The same seed draws"
                    + " the same words.",
            "",
            "  memhop generate text runs/lm-ptb --prompt \"the company said\"",
            "  memhop generate text runs/lm-ptb --temperature 0.7 --top-k 40 --samples 5",
            "  memhop generate text runs/lm-ptb --temperature 0       the most probable word each time"
        })
public final class GenerateTextCommand implements Callable<Integer> {
    private final Workbench workbench;

    @Mixin
    private final ModelChoice choice = new ModelChoice();

    @Mixin
    private final CacheChoice cache = new CacheChoice();

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            description = "What the text begins with, in words as the model learnt them. Default: a sentence begins.")
    private String prompt = "";

    @Option(names = "--words", paramLabel = "N", defaultValue = "50", description = "Default ${DEFAULT-VALUE}.")
    private int words = 50;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "1.0",
            description = "Below 1 probable words become more probable, above 1 less; 0 takes the most probable word"
                    + " always. Default ${DEFAULT-VALUE}.")
    private double temperature = 1;

    @Option(
            names = "--top-k",
            paramLabel = "K",
            defaultValue = "0",
            description = "Draw from the K most probable words only; 0 for all. Default ${DEFAULT-VALUE}.")
    private int topK;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many texts, parted by an empty line. Default ${DEFAULT-VALUE}.")
    private int samples = 1;

    @Option(names = "--allow-unknown", description = "Draw <unk>, too, which stands for all words it does not know.")
    private boolean allowUnknown;

    public GenerateTextCommand(Workbench workbench) {
        this.workbench = workbench;
    }

    @Override
    public Integer call() {
        if (words < 1 || samples < 1) {
            throw new ConfigException(
                    (words < 1 ? "--words is " + words : "--samples is " + samples) + "; expected 1 or more");
        }
        Sampling sampling = new Sampling(temperature, topK, allowUnknown, seed);
        Output out = workbench.screen().out();
        try (LanguageModel plain = choice.load(workbench, "generate text", 1)) { // a word is too little work to share
            LanguageModel model = cache.on(plain, workbench);
            List<String> typed = ModelChoice.words(prompt, model, workbench);
            List<String> before = new ArrayList<>(model.beginning());
            before.addAll(typed);
            TextGenerator generator = new TextGenerator(model, sampling);
            for (int number = 0; number < samples; number++) {
                if (number > 0) {
                    out.line("");
                }
                Flow flow = new Flow(out);
                typed.forEach(flow::word);
                generator.generate(before, words, number, flow::word);
                flow.end();
            }
        }
        return 0;
    }
}
