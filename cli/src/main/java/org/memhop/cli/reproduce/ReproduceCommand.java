package org.memhop.cli.reproduce;

import java.util.Map;
import org.memhop.cli.common.Standard;
import org.memhop.cli.common.Workbench;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The paper's tables, each with a command of its own. */
@Command(
        name = "reproduce",
        synopsisSubcommandLabel = "KIND",
        description = {
            "Train the models of the paper's tables and show what they reach beside what the paper's reach. It may be"
                    + " stopped at any time: the same command goes on.",
            "",
            "  memhop reproduce babi --data DIR            questions about stories",
            "  memhop reproduce lm --data DIR              the next word of a text",
            "  memhop reproduce lm --help                  every flag"
        })
public final class ReproduceCommand {
    private ReproduceCommand() {}

    /**
     * The command with one below it for each table.
     *
     * @param environment variables of the process
     */
    public static CommandLine commandLine(Workbench workbench, Map<String, String> environment) {
        CommandLine line = new CommandLine(new ReproduceCommand())
                .addSubcommand(new ReproduceBabi(workbench, environment))
                .addSubcommand(ReproduceLm.commandLine(workbench, environment));
        line.getSubcommands().values().forEach(command -> command.addMixin("standard", new Standard()));
        return line;
    }
}
