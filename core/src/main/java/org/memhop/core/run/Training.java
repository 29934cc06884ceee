package org.memhop.core.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.memhop.api.backend.Backend;
import org.memhop.api.task.Measure;
import org.memhop.api.task.Part;
import org.memhop.api.task.TaskData;
import org.memhop.core.config.Settings;
import org.memhop.core.data.EncodedText;
import org.memhop.core.data.Samples;
import org.memhop.core.data.Vocabulary;
import org.memhop.core.model.Components;
import org.memhop.core.model.Model;
import org.memhop.core.random.Purpose;
import org.memhop.core.random.RandomStream;
import org.memhop.core.run.RunResult.PartScore;
import org.memhop.core.run.RunResult.Restart;
import org.memhop.core.train.Answers;
import org.memhop.core.train.Score;
import org.memhop.core.train.Scorer;
import org.memhop.core.train.Trainer;
import org.memhop.core.train.TrainingData;
import org.memhop.core.train.TrainingObserver;

/** The restarts of one model on one task's data, in memory. Restarts are independent: they may run on several threads. */
public final class Training {
    /** Words of a text that its training loss is measured on. */
    private static final int TEXT_SCORED = 200_000;

    private static final Comparator<Restart> BY_TRAINING =
            Comparator.comparingDouble(Restart::trainError).thenComparingDouble(Restart::trainLoss);

    private final TaskData task;
    private final TrainingData data;
    private final Model model;

    /**
     * Prepares the data and puts the model together.
     *
     * @throws org.memhop.api.ConfigException if the settings do not go together, or not with the data
     */
    public Training(TaskData task, Settings settings, Components components) {
        this.task = task;
        this.data = TrainingData.of(task, settings);
        Trainer.check(settings, data);
        this.model = Model.of(settings, data.size(), components);
    }

    public TrainingData data() {
        return data;
    }

    public Model model() {
        return model;
    }

    /** A trainer at the start of a restart, from 0. */
    public Trainer trainer(Backend backend, int restart) {
        return new Trainer(model, data, backend, seed(restart));
    }

    /** The seed of a restart, from 0. */
    public long seed(int restart) {
        return seed(model.settings().wide("seed"), restart);
    }

    /**
     * The seed of a restart: the first has the one that was set, the others numbers of 31 bits drawn from it. So trainings
     * set to 1 and to 2 share no restart, as they would if restarts counted on from the seed; and a restart's own seed, set,
     * trains it again alone.
     *
     * @param restart from 0
     */
    public static long seed(long set, int restart) {
        if (restart == 0) {
            return set;
        }
        RandomStream random = new RandomStream(set, Purpose.RESTART).reset(Purpose.RESTART, 0, restart);
        return Integer.toUnsignedLong(random.nextInt()) >>> 1;
    }

    /** Trains one restart to its end and scores it. */
    public Restart run(Backend backend, int restart) {
        long start = System.nanoTime();
        try (Trainer trainer = trainer(backend, restart)) {
            trainer.run(TrainingObserver.NONE);
            trainer.select();
            return score(trainer, restart, (System.nanoTime() - start) / 1e9);
        }
    }

    /** Scores a finished training on its training data, on what was held out, and on every part's test. */
    public Restart score(Trainer trainer, int restart, double seconds) {
        try (Scorer scorer = new Scorer(model, trainer.session(), false)) {
            Samples seen = data.train() instanceof EncodedText text ? text.part(0, TEXT_SCORED) : data.train();
            Score train = scorer.score(seen);
            Score held = scorer.score(data.validation());
            List<PartScore> parts = new ArrayList<>();
            for (Part part : task.parts()) {
                parts.add(test(scorer, part, data.vocabulary(), data.size().slots()));
            }
            double mean = parts.stream()
                    .mapToDouble(PartScore::errorPercent)
                    .average()
                    .orElse(0);
            return new Restart(
                    seed(restart),
                    trainer.epochs(),
                    train.errorPercent(),
                    train.loss(),
                    held.errorPercent(),
                    held.loss(),
                    mean,
                    seconds,
                    parts);
        }
    }

    /** What a finished training says to the test of each part, by the part's name. */
    public Map<String, Answers> answers(Trainer trainer) {
        Map<String, Answers> answers = new LinkedHashMap<>();
        for (Part part : task.parts()) {
            Samples test =
                    TrainingData.test(part, data.vocabulary(), data.size().slots());
            answers.put(part.name(), Answers.of(model, trainer.session(), test));
        }
        return answers;
    }

    /** What it says to what was held out of training; none if nothing was. */
    public Optional<Answers> heldOut(Trainer trainer) {
        return data.validation().size() == 0
                ? Optional.empty()
                : Optional.of(Answers.of(model, trainer.session(), data.validation()));
    }

    static PartScore test(Scorer scorer, Part part, Vocabulary vocabulary, int slots) {
        Score score = scorer.score(TrainingData.test(part, vocabulary, slots));
        return new PartScore(
                part.name(), part.title(), score.questions(), score.errorPercent(), score.loss(), score.hops());
    }

    /** By training error. */
    static RunResult keepBest(String name, List<Restart> restarts) {
        return keepBest(name, Measure.ERROR, BY_TRAINING, restarts);
    }

    /**
     * The result of all restarts: the lowest training error is kept, of equals the lowest training loss; or the lowest
     * validation loss, if {@code select} says so.
     */
    public static RunResult keepBest(TaskData task, Settings settings, List<Restart> restarts) {
        boolean validation = settings.text("select").equals("validation");
        Comparator<Restart> order = validation ? Comparator.comparingDouble(Restart::validationLoss) : BY_TRAINING;
        return keepBest(task.name(), task.measure(), order, restarts);
    }

    private static RunResult keepBest(String name, Measure measure, Comparator<Restart> order, List<Restart> restarts) {
        int kept = IntStream.range(0, restarts.size())
                .boxed()
                .min(Comparator.comparing(restarts::get, order))
                .orElseThrow();
        return new RunResult(name, measure, kept + 1, restarts);
    }
}
