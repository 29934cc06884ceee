package org.memhop.cli.generate;

import java.util.List;
import java.util.concurrent.Callable;
import org.memhop.api.ConfigException;
import org.memhop.cli.common.Standard;
import org.memhop.cli.common.Workbench;
import org.memhop.cli.text.GenerateTextCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes something up: stories as files of the bAbI format, a knowledge base, or text by a language model. */
@Command(
        name = "generate",
        synopsisSubcommandLabel = "KIND",
        description = {
            "Make up stories and questions like those of the bAbI tasks, or a knowledge base, or let a trained language"
                    + " model write.",
            "",
            "  memhop generate babi --task 1-20 --questions 1000 --out data",
            "  memhop generate kb --out data",
            "  memhop generate text runs/lm-ptb --prompt \"the company said\"",
            "",
            "memhop generate KIND --help shows every flag."
        })
public final class GenerateCommand implements Callable<Integer> {
    @Parameters(hidden = true)
    private List<String> given = List.of();

    private GenerateCommand() {}

    public static CommandLine commandLine(Workbench workbench) {
        CommandLine line = new CommandLine(new GenerateCommand())
                .setStopAtPositional(true) // so that an unknown kind is named, not its flags
                .addSubcommand(new GenerateBabiCommand(workbench))
                .addSubcommand(new GenerateKbCommand(workbench))
                .addSubcommand(new GenerateTextCommand(workbench));
        line.getSubcommands().values().forEach(command -> command.addMixin("standard", new Standard()));
        return line;
    }

    @Override
    public Integer call() {
        throw new ConfigException(
                given.isEmpty()
                        ? "generate what? expected babi, kb or text"
                        : "there is nothing to generate for \"" + given.get(0) + "\"; expected babi, kb or text");
    }
}
