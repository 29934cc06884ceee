package org.memhop.cli.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.memhop.api.task.Examples;
import org.memhop.api.task.Measure;
import org.memhop.api.task.Part;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.Text;
import org.memhop.core.data.Vocabulary;
import org.memhop.core.run.MemoryNetwork;
import org.memhop.core.run.RunResult.PartScore;

/**
 * What a run scored.
 *
 * @param task name of the data
 * @param parts of questions its tasks, of a text its splits
 * @param unknown of a text, for each part how many of its words the model does not know
 * @param cache of a text, the same with a continuous cache, if one was asked for
 */
record Scored(
        Path run,
        Measure measure,
        String task,
        List<PartScore> parts,
        List<Long> unknown,
        Optional<CacheFigures> cache) {
    private static final String VALID = "valid";

    /** What the splits of the test are called. */
    static final String TEST = "test";

    /** Scores the validation and the test text, each going on where the text before it ended. */
    static Scored text(Path run, TaskData task, MemoryNetwork network) {
        List<Part> splits = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (Part part : task.parts()) {
            if (part.validation().isPresent()) {
                Examples validation = part.validation().get();
                splits.add(new Part(VALID, part.title(), part.train(), Optional.empty(), validation));
                unknown.add(unknown(validation, network.vocabulary()));
            }
            splits.add(new Part(TEST, part.title(), part.train(), part.validation(), part.test()));
            unknown.add(unknown(part.test(), network.vocabulary()));
        }
        TaskData all = new TaskData(task.name(), splits, task.recipe(), task.source());
        return new Scored(run, Measure.PERPLEXITY, task.name(), network.score(all), unknown, Optional.empty());
    }

    Scored with(CacheFigures figures) {
        return new Scored(run, measure, task, parts, unknown, Optional.of(figures));
    }

    private static long unknown(Examples examples, Vocabulary vocabulary) {
        long[] count = new long[1];
        if (examples instanceof Text text) {
            text.forEach(word -> count[0] += vocabulary.number(word) == 0 ? 1 : 0);
        }
        return count[0];
    }
}
