package org.memhop.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.task.Example;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.TaskRequest;
import org.memhop.core.config.Settings;
import org.memhop.core.run.MemoryNetwork;
import org.memhop.core.run.Reply;
import org.memhop.core.run.RunConfig;
import org.memhop.core.run.TrainingRun;
import org.memhop.core.train.Trainer;
import org.memhop.core.train.TrainingObserver;
import org.memhop.core.wiring.MemhopModule;
import org.memhop.core.wiring.Plugins;

/**
 * A process that begins a training on each of some backends, and takes each up again on every one of them. Says of each
 * ordered pair how far apart they are.
 */
final class Swap {
    private static final int QUESTIONS = 20;

    private final Path place;
    private final Plugins plugins;
    private final TaskData task;

    private Swap(Path place, List<Path> folders) {
        this.place = place;
        plugins = MemhopModule.plugins(folders);
        TaskRequest request = new TaskRequest("1", Optional.empty(), "en", 100, 1);
        task = plugins.task("babi").load(request).get(0);
    }

    /**
     * Prints a line for each pair: both ids, whether the answers are the same, how far apart the probabilities are at once
     * and after the rest of the training, and how far that moved them.
     *
     * @param arguments a folder to work in; ids with commas, opened in this order; folders of backends
     */
    public static void main(String[] arguments) throws IOException {
        List<Path> folders = Stream.of(arguments).skip(2).map(Path::of).toList();
        Swap swap = new Swap(Path.of(arguments[0]), folders);
        Map<String, Backend> backends = new LinkedHashMap<>(); // all open at once
        for (String id : arguments[1].split(",")) {
            backends.put(id, swap.plugins.open(id, BackendConfig.DEFAULT));
        }
        for (Map.Entry<String, Backend> from : backends.entrySet()) {
            swap.compare(from.getKey(), from.getValue(), backends);
        }
        backends.values().forEach(Backend::close);
    }

    private void compare(String from, Backend own, Map<String, Backend> backends) throws IOException {
        Path begun = place.resolve(from);
        TaskRequest request = new TaskRequest("1", Optional.empty(), "en", 100, 1);
        Map<String, String> settings = Map.of("backend", from, "epochs", "8", "linear-start", "none");
        RunConfig config = new RunConfig("babi", request, Settings.standard().with(settings, "test"));
        try (TrainingRun run = TrainingRun.start(begun, config, task, plugins, own, 60)) {
            run.train(0, own, new Stop(10));
        }
        List<Reply> replies = replies(begun, from);
        Path finished = copy(begun, place.resolve(from + "-" + from));
        finish(finished, own);
        List<Reply> later = replies(finished, from);
        for (Map.Entry<String, Backend> to : backends.entrySet()) {
            List<Reply> swapped = replies(begun, to.getKey());
            Path goneOn = copy(begun, place.resolve(from + "-then-" + to.getKey()));
            finish(goneOn, to.getValue());
            System.out.println(from + " " + to.getKey()
                    + " " + answers(replies).equals(answers(swapped))
                    + " " + distance(replies, swapped)
                    + " " + distance(later, replies(goneOn, to.getKey()))
                    + " " + distance(replies, later));
        }
    }

    private void finish(Path run, Backend backend) {
        try (TrainingRun training = TrainingRun.resume(run, task, plugins, 60)) {
            training.train(0, backend, TrainingObserver.NONE);
            training.finish();
        }
    }

    private List<Reply> replies(Path run, String backend) {
        List<Example> test = task.parts().get(0).test().questions();
        List<Reply> replies = new ArrayList<>();
        try (MemoryNetwork network = MemoryNetwork.load(run, plugins, backend, BackendConfig.DEFAULT)) {
            for (Example example : test.subList(0, QUESTIONS)) {
                replies.add(network.answerWords(example.story(), example.question()));
            }
        }
        return replies;
    }

    private static List<String> answers(List<Reply> replies) {
        return replies.stream().map(Reply::answer).toList();
    }

    /** The largest difference of a probability. */
    private static double distance(List<Reply> some, List<Reply> others) {
        double distance = 0;
        for (int i = 0; i < some.size(); i++) {
            Map<String, Double> probabilities = new LinkedHashMap<>();
            some.get(i).ranking().forEach(c -> probabilities.put(c.word(), c.probability()));
            for (Reply.Candidate candidate : others.get(i).ranking()) {
                double other = probabilities.getOrDefault(candidate.word(), Double.NaN);
                distance = Math.max(distance, Math.abs(candidate.probability() - other));
            }
        }
        return distance;
    }

    private static Path copy(Path run, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(run.relativize(file).toString()));
            }
        }
        return to;
    }

    /** Stops a training after some steps. */
    private static final class Stop implements TrainingObserver {
        private int left;

        Stop(int steps) {
            left = steps;
        }

        @Override
        public boolean step(Trainer trainer, double loss) {
            left--;
            return left > 0;
        }
    }
}
