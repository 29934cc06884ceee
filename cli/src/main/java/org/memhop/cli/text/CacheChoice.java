package org.memhop.cli.text;

import java.util.Optional;
import org.memhop.api.ConfigException;
import org.memhop.api.StorageException;
import org.memhop.api.task.TaskData;
import org.memhop.cli.common.Data;
import org.memhop.cli.common.Workbench;
import org.memhop.core.cache.CacheSettings;
import org.memhop.core.run.LanguageModel;
import org.memhop.core.run.RunConfig;
import picocli.CommandLine.Option;

/** Whether a language model is asked with a continuous cache, and what that goes by. */
final class CacheChoice {
    @Option(
            names = "--cache",
            paramLabel = "N",
            description =
                    "With a continuous cache of the last N states (Grave et al., 2017; 2000 is usual), which begins empty."
                            + " Without --theta and --lambda it is tuned on the validation text the run was trained with.")
    private Optional<Integer> size = Optional.empty();

    @Option(
            names = "--theta",
            paramLabel = "X",
            description = "How sharply the cache prefers states like the present one; 0 prefers none.")
    private Optional<Double> theta = Optional.empty();

    @Option(names = "--lambda", paramLabel = "X", description = "The cache's share of the mixture, from 0 to below 1.")
    private Optional<Double> lambda = Optional.empty();

    /** The model with the cache that was asked for, or as it is; the two are closed together. */
    LanguageModel on(LanguageModel model, Workbench workbench) {
        if (theta.isPresent() != lambda.isPresent() || (theta.isPresent() && size.isEmpty())) {
            throw new ConfigException("found --" + (theta.isPresent() ? "theta" : "lambda") + " without --"
                    + (size.isEmpty() ? "cache" : theta.isPresent() ? "lambda" : "theta")
                    + "; expected --cache N --theta X --lambda X, or --cache N alone, which is tuned");
        }
        if (size.isEmpty()) {
            return model;
        }
        if (theta.isPresent() && lambda.isPresent()) {
            return model.withCache(new CacheSettings(size.get(), theta.get(), lambda.get()));
        }
        CacheSettings tuned = tuned(model, size.get(), workbench);
        workbench
                .screen()
                .err()
                .line("cache tuned on the validation text: --cache " + tuned.size() + " --theta " + tuned.theta()
                        + " --lambda " + tuned.lambda());
        return model.withCache(tuned);
    }

    private static CacheSettings tuned(LanguageModel model, int size, Workbench workbench) {
        RunConfig config = model.config();
        try {
            TaskData data = Data.of(config.task(), config.request(), workbench.plugins());
            return model.tuneCache(data.parts().get(0), size); // a text is one part
        } catch (StorageException e) {
            throw new StorageException(
                    "the cache cannot be tuned: " + e.getMessage()
                            + "; give --theta and --lambda, or bring the text of the training back",
                    e);
        }
    }
}
