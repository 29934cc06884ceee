package org.memhop.core.run;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.memhop.api.FormatException;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Variable;
import org.memhop.core.data.Vocabulary;
import org.memhop.core.files.Checkpoint;
import org.memhop.core.model.Components;
import org.memhop.core.model.Model;
import org.memhop.core.model.ModelSize;
import org.memhop.core.model.Parameter;

/**
 * What the newest checkpoint of a run holds; no backend is needed to have it.
 *
 * @param parameters the value of each of the model's parameters
 * @param optimizer what the optimizer remembers, by name
 * @param step training steps done
 */
public record SavedModel(
        RunConfig config,
        Vocabulary vocabulary,
        Model model,
        Map<Variable, HostTensor> parameters,
        Map<String, HostTensor> optimizer,
        long step) {
    public SavedModel {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /**
     * Loads it. Runs no code that the files name.
     *
     * @throws org.memhop.api.StorageException if there is no such run, or nothing was saved in it yet
     * @throws org.memhop.api.ConfigException if {@code config.yaml} says what cannot be
     * @throws FormatException if a file was damaged; names it and the place
     */
    public static SavedModel load(Path run, Components components) {
        RunDirectory directory = new RunDirectory(run);
        RunConfig config = directory.config();
        Vocabulary vocabulary = directory.vocabulary();
        ModelSize size = directory.size(vocabulary);
        Checkpoint checkpoint = directory.checkpoint();
        Saved saved = Saved.of(checkpoint, RunDirectory.checkpoints(run));
        ModelStamp.check(saved.model(), ModelStamp.of(config.settings(), size, vocabulary), run);
        Map<String, HostTensor> values = checkpoint.model();
        long heap = Runtime.getRuntime().maxMemory();
        Plausible.check(run, config.settings(), size, values.values(), heap);
        Model model = Model.of(config.settings(), size, components);
        Plausible.check(run, model.answering(1), heap);
        return new SavedModel(
                config, vocabulary, model, fitting(model, values, run), checkpoint.optimizer(), checkpoint.step());
    }

    /** Whether it was trained on a running text, and not on questions about stories: its vocabulary was made of a text. */
    boolean ofText() {
        return model.size().sentenceWords() == 1 && vocabulary.number(Vocabulary.UNKNOWN) != 0;
    }

    private static Map<Variable, HostTensor> fitting(Model model, Map<String, HostTensor> values, Path run) {
        Map<Variable, HostTensor> fitting = new LinkedHashMap<>();
        for (Parameter parameter : model.parameters()) {
            Variable variable = parameter.variable();
            HostTensor value = values.get(variable.name());
            if (value == null
                    || value.type() != variable.type()
                    || !value.shape().equals(variable.shape())) {
                String found = value == null ? "nothing" : value.type().toString() + value.shape();
                throw new FormatException(run + ": model.safetensors: found " + found + " for parameter " + variable
                        + "; the checkpoint belongs to another configuration");
            }
            fitting.put(variable, value);
        }
        return fitting;
    }
}
