package org.memhop.cli.common;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.memhop.api.ConfigException;
import org.memhop.api.task.Example;
import org.memhop.api.task.Examples;
import org.memhop.api.task.Part;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.TaskRequest;
import org.memhop.api.task.Text;
import org.memhop.core.wiring.Plugins;

/** The data that runs were trained on, or are to be scored on. */
public final class Data {
    private Data() {}

    /** The data of one run: what its request asks for must make one model's worth. */
    public static TaskData of(String kind, TaskRequest request, Plugins plugins) {
        return only(request, plugins.task(kind).load(request));
    }

    private static TaskData only(TaskRequest request, List<TaskData> found) {
        if (found.size() != 1) {
            throw new ConfigException("task \"" + request.selection() + "\" is data for " + found.size()
                    + " models; expected one, as a run is one model");
        }
        return found.get(0);
    }

    /**
     * Data to be scored on: of a file of one's own every question or word, whatever would be kept for training.
     *
     * @param knows whether the model knows a word
     */
    public static TaskData forScoring(String kind, TaskRequest request, Predicate<String> knows, Plugins plugins) {
        if (request.data().filter(Files::isRegularFile).isEmpty()) {
            return of(kind, request, plugins);
        }
        TaskData data = only(request, plugins.task(kind).forScoring(request, knows));
        List<Part> whole = data.parts().stream().map(Data::allAsTest).toList();
        return new TaskData(data.name(), whole, data.recipe(), data.source());
    }

    /** What a run was trained on, taken from another place. */
    public static TaskRequest in(Path place, TaskRequest own) {
        return new TaskRequest(
                own.selection(), Optional.of(absolute(place)), own.set(), own.questions(), own.seed(), Map.of());
    }

    /** A path as it is written into a run: it must mean the same from every directory. */
    public static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static Part allAsTest(Part part) {
        if (part.train() instanceof Text) {
            Text nothing = words -> {};
            List<Examples> splits = new ArrayList<>(List.of(part.train()));
            part.validation().ifPresent(splits::add);
            splits.add(part.test());
            Text whole = words -> splits.forEach(split -> ((Text) split).forEach(words));
            return new Part(part.name(), part.title(), nothing, Optional.empty(), whole);
        }
        List<Example> all = new ArrayList<>(part.train().questions());
        all.addAll(part.test().questions());
        return Part.of(part.name(), part.title(), List.of(), all);
    }
}
