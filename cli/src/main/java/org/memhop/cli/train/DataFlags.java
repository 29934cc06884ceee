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
            description = "Which tasks: a number (1), several (1,4,6), a range (1-20), a model for each; or one"
                    + " model for all (joint) or some of them (joint:1,4,6). Default 1.")
    private Optional<String> task = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR|FILE",
            description = {
                "The corpus's directory (--data \"$MEMHOP_DATA\"), or a file of one's own in its format. Without it,"
                        + " stories are generated."
            })
    private Optional<String> data = Optional.empty();

    @Option(names = "--set", paramLabel = "NAME", description = "Which set of the corpus, as in en-10k. Default en.")
    private Optional<String> set = Optional.empty();

    @Option(
            names = "--questions",
            paramLabel = "N",
            description = "How many questions of a task to generate for training, and for its test. Default 1000.")
    private Optional<Integer> questions = Optional.empty();

    @Option(names = "--data-seed", paramLabel = "N", description = "Seed of what is generated. Default 1.")
    private Optional<Long> dataSeed = Optional.empty();

    @Option(names = "--train", paramLabel = "FILE", description = "A text to learn from, instead of --data.")
    private Optional<String> train = Optional.empty();

    @Option(names = "--valid", paramLabel = "FILE", description = "A text to go by while learning, with --train.")
    private Optional<String> valid = Optional.empty();

    @Option(names = "--test", paramLabel = "FILE", description = "A text to be scored on, with --train.")
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
