package org.memhop.cli.answer;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.memhop.api.ConfigException;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.task.TaskData;
import org.memhop.cli.common.BackendOptions;
import org.memhop.cli.common.Data;
import org.memhop.cli.common.SingleRun;
import org.memhop.cli.common.Workbench;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.Screen;
import org.memhop.core.run.MemoryNetwork;
import org.memhop.core.run.RunConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers questions about stories that someone types, pipes in, or keeps in a file. */
@Command(
        name = "answer",
        description = {
            "Tell a trained network a story, ask it, and see which sentences it looked at in each hop.",
            "",
            "  memhop answer runs/babi-1                      type sentences, then a question that ends in \"?\"",
            "  memhop answer runs/babi-1 < stories.txt        the same from a file, in bAbI's format too",
            "  memhop answer runs/babi-1 --story story.txt --question \"Where is Mary?\"",
            "  memhop answer runs/babi-1 --json < stories.txt one JSON object a question, for programs"
        })
public final class AnswerCommand implements Callable<Integer> {
    private final Workbench workbench;

    @Parameters(paramLabel = "RUN", description = "What memhop train left, as in runs/babi-1.")
    private Path run = Path.of("");

    @Option(
            names = "--story",
            paramLabel = "FILE",
            description = "Read these lines first; questions in them are answered.")
    private Optional<Path> story = Optional.empty();

    @Option(names = "--question", paramLabel = "TEXT", description = "Ask this, and end.")
    private Optional<String> question = Optional.empty();

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many of the most probable words to show. Default ${DEFAULT-VALUE}.")
    private int top = 3;

    @Option(names = "--json", description = "One JSON object a question, on a line of its own.")
    private boolean json;

    @Option(
            names = "--backend",
            paramLabel = "ID",
            description = "What computes. Default: what the run was trained on.")
    private Optional<String> backend = Optional.empty();

    @Mixin
    private final BackendOptions backendOptions = new BackendOptions();

    public AnswerCommand(Workbench workbench) {
        this.workbench = workbench;
    }

    @Override
    public Integer call() {
        if (top < 1) {
            throw new ConfigException("--top is " + top + "; expected 1 or more");
        }
        Path path = SingleRun.of(run, workbench.screen().command() + " answer");
        RunConfig config = RunConfig.read(path.resolve("config.yaml"));
        String id = backend.orElse(config.settings().text("backend"));
        BackendConfig options = backendOptions.config(1); // one question is too little work to share
        try (MemoryNetwork network = MemoryNetwork.load(path, workbench.plugins(), id, options)) {
            network.requireQuestions();
            Screen screen = workbench.screen();
            Examples examples = new Examples(() -> data(config));
            Conversation conversation =
                    new Conversation(network, view(screen.out()), screen.out(), screen.err(), examples);
            story.ifPresent(file -> tell(conversation, TextLines.of(file)));
            question.ifPresent(conversation::ask);
            boolean asked = question.isPresent() || conversation.questions() > 0;
            if (!asked && screen.typed()) {
                greet(path, network, conversation, screen.err());
                tell(conversation, new Prompt(network.vocabulary().words()));
            } else if (!asked) {
                tell(conversation, new TextLines("standard input", screen.in()));
            }
        }
        return 0;
    }

    private TaskData data(RunConfig config) {
        return Data.of(config.task(), config.request(), workbench.plugins());
    }

    private ReplyView view(Output out) {
        if (json) {
            return new JsonView(out, top);
        }
        return out.terminal() ? new TerminalView(out, top) : new PlainView(out, top);
    }

    private static void tell(Conversation conversation, Lines lines) {
        try (lines) {
            Optional<String> line = lines.next();
            while (line.isPresent()) {
                conversation.line(line.get());
                line = lines.next();
            }
        }
    }

    private static void greet(Path path, MemoryNetwork network, Conversation conversation, Output err) {
        err.line(err.bold(path.toString()) + " knows "
                + Figures.count(network.vocabulary().words().size(), "word") + " and remembers "
                + Figures.count(network.capacity(), "sentence") + "."
                + (conversation.sentences() == 0
                        ? ""
                        : " It has been told " + Figures.count(conversation.sentences(), "sentence") + "."));
        err.line("Type a story, a sentence a line, then a question that ends in \"?\".");
        err.line("/example shows one, /help more; Ctrl-D ends.");
        err.line("");
    }
}
