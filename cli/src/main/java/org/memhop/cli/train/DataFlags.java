package org.memhop.cli.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The flags that say which data to learn from, under the names they have in a run's {@code config.yaml}. */
public final class DataFlags {
    @Option(
            names = "--task",
            paramLabel = "WHICH",
            description = "babi: a number (1), several (1,4,6), a range (1-20), a model for each; or one model for all"
                    + " (joint) or some of them (joint:1,4,6); default 1. lm: how files are read, as lines with a sentence"
                    + " each, or as a stream of words as in Text8; default auto, which looks at the file. kb: a kind"
                    + " of questions (one-join, two-joins); default joint, one model for all.")
    private Optional<String> task = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR|FILE",
            description = "The corpus's directory (--data \"$MEMHOP_DATA\"), or a file of one's own: stories in the"
                    + " format of bAbI, or a text, of which the end is held out. Without it, train generates stories, text or"
                    + " triples, and reproduce looks where the environment variable MEMHOP_DATA says.")
    private Optional<String> data = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "NAME",
            description = "babi: which set of the corpus, as in en-10k; default en. lm: which of the texts in the"
                    + " directory; default ptb, or the only one. kb: a directory in it; default kb, or itself.")
    private Optional<String> set = Optional.empty();

    @Option(
            names = "--questions",
            paramLabel = "N",
            description =
                    "How much to generate. babi: questions of a task for training, and for its test; default 1000."
                            + " lm: words of the training text that memory alone can tell; default 16000. kb: training"
                            + " questions of both kinds together; default 1000.")
    private Optional<Integer> questions = Optional.empty();

    @Option(names = "--data-seed", paramLabel = "N", description = "Seed of what is generated. Default 1.")
    private Optional<Long> dataSeed = Optional.empty();

    @Option(
            names = "--train",
            paramLabel = "FILE",
            description = "lm: a text to learn from, instead of --data. Alone, its end is held out.")
    private Optional<String> train = Optional.empty();

    @Option(
            names = "--valid",
            paramLabel = "FILE",
            description = "lm: a text to go by while learning, with --train and --test.")
    private Optional<String> valid = Optional.empty();

    @Option(
            names = "--test",
            paramLabel = "FILE",
            description = "lm: a text to be scored on, with --train and --valid.")
    private Optional<String> test = Optional.empty();

    /** What was given on the command line, by the keys of {@code config.yaml}. */
    public Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        task.ifPresent(value -> given.put("task", value));
        data.ifPresent(value -> given.put("data", value));
        set.ifPresent(value -> given.put("set", value));
        questions.ifPresent(value -> given.put("questions", value.toString()));
        dataSeed.ifPresent(value -> given.put("data-seed", value.toString()));
        train.ifPresent(value -> given.put("train", value));
        valid.ifPresent(value -> given.put("valid", value));
        test.ifPresent(value -> given.put("test", value));
        return given;
    }
}
