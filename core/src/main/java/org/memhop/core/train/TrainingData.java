package org.memhop.core.train;

import java.util.ArrayList;
import java.util.List;
import org.memhop.api.ConfigException;
import org.memhop.api.task.Example;
import org.memhop.api.task.Part;
import org.memhop.api.task.TaskData;
import org.memhop.core.config.Settings;
import org.memhop.core.data.EncodedExample;
import org.memhop.core.data.Vocabulary;
import org.memhop.core.model.ModelSize;

/**
 * The examples of a task as a training takes them. Vocabulary, sentence length and memory are those of the training data;
 * of each part, the share {@code validation} at its end is held out.
 */
public record TrainingData(
        Vocabulary vocabulary, ModelSize size, List<EncodedExample> train, List<EncodedExample> validation) {
    /**
     * Encodes the training data of a task.
     *
     * @throws ConfigException if nothing is left to train on
     */
    public static TrainingData of(TaskData task, Settings settings) {
        List<Example> train = new ArrayList<>();
        List<Example> held = new ArrayList<>();
        for (Part part : task.parts()) {
            int size = part.train().size();
            int kept = size - (int) (settings.real("validation") * size);
            train.addAll(part.train().subList(0, kept));
            held.addAll(part.train().subList(kept, size));
        }
        if (train.isEmpty()) {
            throw new ConfigException("task " + task.name() + ": there are no training questions");
        }
        List<Example> all = new ArrayList<>(train);
        all.addAll(held);
        Vocabulary vocabulary = Vocabulary.of(all);
        int words = 1;
        int sentences = 1;
        for (Example example : all) {
            sentences = Math.max(sentences, example.story().size());
            words = Math.max(words, example.question().size());
            for (List<String> sentence : example.story()) {
                words = Math.max(words, sentence.size());
            }
        }
        int slots = Math.min(sentences, settings.whole("memory-size"));
        return new TrainingData(
                vocabulary,
                new ModelSize(vocabulary.size(), words, slots),
                EncodedExample.all(train, vocabulary),
                EncodedExample.all(held, vocabulary));
    }
}
