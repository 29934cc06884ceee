package org.memhop.cli.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.memhop.api.StorageException;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.TaskRequest;
import org.memhop.cli.common.Data;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.train.Choices;
import org.memhop.core.compare.Workload;
import org.memhop.core.config.Settings;
import org.memhop.core.data.Samples;
import org.memhop.core.model.Model;
import org.memhop.core.run.RunConfig;
import org.memhop.core.run.SavedModel;
import org.memhop.core.run.Training;
import org.memhop.core.train.TrainingData;
import org.memhop.core.wiring.Plugins;

/** Loads what is to be compared: a trained run, or a model at its beginning. */
final class Subjects {
    private static final String PRECISION = "precision";
    private static final String SEED = "seed";

    private final Plugins plugins;
    private final Optional<String> dtype;
    private final Optional<Path> data;
    private final int batches;
    private final int steps;

    /**
     * @param dtype the precision, if not that of the run or the settings
     * @param data where the questions are, if not where the run says
     */
    Subjects(Plugins plugins, Optional<String> dtype, Optional<Path> data, int batches, int steps) {
        this.plugins = plugins;
        this.dtype = dtype;
        this.data = data;
        this.batches = batches;
        this.steps = steps;
    }

    /**
     * What a user named: a run, a file of settings, or nothing.
     *
     * @throws StorageException if it is not there
     */
    Subject of(Optional<Path> place) {
        if (place.isPresent() && !Files.exists(place.get())) {
            throw new StorageException(
                    place.get() + ": there is no such run or file; expected a run, as memhop train makes it, or a"
                            + " YAML file of settings");
        }
        return place.filter(Files::isDirectory).map(this::run).orElseGet(() -> beginning(place));
    }

    private Subject run(Path run) {
        SavedModel saved = SavedModel.load(run, plugins);
        RunConfig config = saved.config();
        TaskRequest own = config.request();
        TaskRequest request = data.map(place -> Data.in(place, own)).orElse(own);
        TaskData task = Data.of(config.task(), request, plugins);
        Samples examples =
                TrainingData.all(task, saved.vocabulary(), saved.model().size().slots());
        Settings settings = typed(config.settings());
        Model model = Model.of(settings, saved.model().size(), plugins);
        Map<String, HostTensor> values = new LinkedHashMap<>(saved.optimizer());
        saved.parameters().forEach((variable, value) -> values.put(variable.name(), value));
        Path above = Optional.ofNullable(run.toAbsolutePath().normalize().getParent())
                .orElse(run);
        return new Subject(
                run + " at step " + Figures.format("%,d", saved.step()),
                above,
                new Workload(model, examples, values, settings.wide(SEED), saved.step(), batches, steps));
    }

    private Subject beginning(Optional<Path> file) {
        Map<String, String> flags = new LinkedHashMap<>();
        data.ifPresent(path -> flags.put("data", path.toString()));
        Choices choices = new Choices(file, flags, Map.of());
        if (choices.kind().isEmpty()) {
            flags.put("kind", "babi");
            choices = new Choices(file, flags, Map.of());
        }
        TaskRequest request = choices.request(plugins.task(choices.kind()).standard());
        TaskData task = Data.of(choices.kind(), request, plugins);
        Settings settings = typed(choices.config(task, request).settings());
        Training training = new Training(task, settings, plugins);
        long seed = settings.wide(SEED);
        return new Subject(
                file.map(Path::toString).orElse("the default settings") + ", " + task.name() + ", at the beginning",
                Path.of("").toAbsolutePath(),
                new Workload(
                        training.model(),
                        training.data().train(),
                        Workload.initial(training.model(), seed),
                        seed,
                        0,
                        batches,
                        steps));
    }

    private Settings typed(Settings settings) {
        return dtype.map(type -> settings.with(PRECISION, type)).orElse(settings);
    }
}
