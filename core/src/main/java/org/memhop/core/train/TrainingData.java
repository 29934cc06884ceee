package org.memhop.core.train;

import java.util.ArrayList;
import java.util.List;
import org.memhop.api.ConfigException;
import org.memhop.api.task.Example;
import org.memhop.api.task.Examples;
import org.memhop.api.task.Measure;
import org.memhop.api.task.Part;
import org.memhop.api.task.Questions;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.Text;
import org.memhop.core.config.Settings;
import org.memhop.core.data.EncodedExample;
import org.memhop.core.data.EncodedQuestions;
import org.memhop.core.data.EncodedText;
import org.memhop.core.data.Samples;
import org.memhop.core.data.Vocabulary;
import org.memhop.core.model.ModelSize;

/**
 * The examples of a task as a training takes them. Vocabulary, sentence length and memory are those of the training data;
 * of each part without validation data of its own, the share {@code validation} at its end is held out.
 */
public record TrainingData(Vocabulary vocabulary, ModelSize size, Samples train, Samples validation) {
    private static final Samples NONE = new EncodedQuestions(List.of());

    /**
     * Encodes the training data of a task.
     *
     * @throws ConfigException if nothing is left to train on, or the settings do not suit such data
     */
    public static TrainingData of(TaskData task, Settings settings) {
        TrainingData data = task.measure() == Measure.PERPLEXITY ? ofText(task, settings) : ofQuestions(task, settings);
        if (data.train().size() == 0) {
            throw new ConfigException("task " + task.name() + ": there are no training questions");
        }
        return data;
    }

    private static TrainingData ofText(TaskData task, Settings settings) {
        if (task.parts().size() != 1) {
            throw new ConfigException("task " + task.name() + ": found "
                    + task.parts().size() + " parts; expected one, as a model of a text is trained on one text");
        }
        Part part = task.parts().get(0);
        int slots = settings.whole("memory-size");
        Vocabulary vocabulary = Vocabulary.ofTexts(
                texts(part, settings.text("vocabulary-from").equals("all")),
                settings.whole("vocabulary-size"),
                settings.whole("min-count"));
        Samples train = encode(part.train(), vocabulary, NONE, slots);
        Samples validation = NONE;
        if (part.validation().isPresent()) {
            validation = encode(part.validation().get(), vocabulary, train, slots);
        } else if (train instanceof EncodedText text) {
            int kept = text.size() - (int) (settings.real("validation") * text.size());
            validation = text.part(kept, text.size());
            train = text.part(0, kept);
        }
        return new TrainingData(vocabulary, new ModelSize(vocabulary.size(), 1, slots), train, validation);
    }

    private static List<Text> texts(Part part, boolean all) {
        List<Text> texts = new ArrayList<>();
        for (Examples examples : all ? splits(part) : List.of(part.train())) {
            if (examples instanceof Text text) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static List<Examples> splits(Part part) {
        List<Examples> splits = new ArrayList<>(List.of(part.train(), part.test()));
        part.validation().ifPresent(splits::add);
        return splits;
    }

    private static TrainingData ofQuestions(TaskData task, Settings settings) {
        List<Example> train = new ArrayList<>();
        List<Example> held = new ArrayList<>();
        for (Part part : task.parts()) {
            List<Example> all = part.train().questions();
            boolean own = part.validation().isPresent();
            int kept = own ? all.size() : all.size() - (int) (settings.real("validation") * all.size());
            train.addAll(all.subList(0, kept));
            held.addAll(own ? part.validation().get().questions() : all.subList(kept, all.size()));
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
                new EncodedQuestions(EncodedExample.all(train, vocabulary)),
                new EncodedQuestions(EncodedExample.all(held, vocabulary)));
    }

    /** All there is to learn from, what would be held out for validation among it. */
    public static Samples all(TaskData task, Vocabulary vocabulary, int slots) {
        if (task.measure() == Measure.PERPLEXITY) {
            return encode(task.parts().get(0).train(), vocabulary, NONE, slots);
        }
        return new EncodedQuestions(task.parts().stream()
                .flatMap(part -> EncodedExample.all(part.train().questions(), vocabulary).stream())
                .toList());
    }

    /** The test of a part. A text goes on where its validation text ended. */
    public static Samples test(Part part, Vocabulary vocabulary, int slots) {
        if (part.test() instanceof Questions) {
            return encode(part.test(), vocabulary, NONE, slots);
        }
        Samples before = encode(part.validation().orElse(part.train()), vocabulary, NONE, slots);
        return encode(part.test(), vocabulary, before, slots);
    }

    private static Samples encode(Examples examples, Vocabulary vocabulary, Samples before, int slots) {
        return examples instanceof Text text
                ? EncodedText.of(text, vocabulary, before, slots)
                : new EncodedQuestions(EncodedExample.all(examples.questions(), vocabulary));
    }
}
