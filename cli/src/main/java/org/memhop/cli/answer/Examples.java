package org.memhop.cli.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.memhop.api.task.Example;
import org.memhop.api.task.TaskData;
import org.memhop.tasks.babi.format.BabiWriter;
import org.memhop.tasks.babi.format.Statement;

/** Questions of a run's own test, one after another, from parts and stories far from each other. */
final class Examples {
    /** From one example to the next: prime, so that all of them come, and far, so that each tells another story. */
    private static final int STRIDE = 7919;

    private final Supplier<TaskData> data;
    private Optional<List<Example>> all = Optional.empty();
    private int next = STRIDE; // not the very first, whose story has only begun

    /**
     * @param data read when the first example is asked for
     */
    Examples(Supplier<TaskData> data) {
        this.data = data;
    }

    /** A story with a question, as someone would type them. */
    record Told(List<String> sentences, String question, String answer) {}

    Told next() {
        List<Example> examples = all.orElseGet(() -> {
            List<Example> found = new ArrayList<>();
            data.get().parts().forEach(part -> found.addAll(part.test().questions()));
            return found;
        });
        all = Optional.of(examples);
        Example example = examples.get(next % examples.size());
        next += STRIDE;
        return new Told(
                example.story().stream().map(words -> typed(words) + ".").toList(),
                typed(example.question()) + "?",
                example.answer());
    }

    /** With capitals where the files of bAbI have them. */
    private static String typed(List<String> words) {
        String line = new BabiWriter().format(new Statement(1, words));
        return line.substring(2, line.length() - 1);
    }
}
