package org.memhop.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.memhop.cli.answer.AnswerCommand;
import org.memhop.cli.common.BackendPlaces;
import org.memhop.cli.common.ExitCode;
import org.memhop.cli.common.Standard;
import org.memhop.cli.common.Workbench;
import org.memhop.cli.compare.CompareCommand;
import org.memhop.cli.evaluate.EvaluateCommand;
import org.memhop.cli.generate.GenerateCommand;
import org.memhop.cli.reproduce.ReproduceCommand;
import org.memhop.cli.terminal.Screen;
import org.memhop.cli.text.AttendCommand;
import org.memhop.cli.text.ScoreCommand;
import org.memhop.cli.train.TrainCommand;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The program {@code memhop}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        // Guice would make classes at run time, by a way that JDK 24 and later warn of; it has nothing to gain here.
        System.setProperty("guice_bytecode_gen_option", "DISABLED");
        System.setProperty("java.awt.headless", "true"); // figures are drawn into files
        System.exit(run(Screen.system(), args));
    }

    /** Runs a command and gives its exit status; see the help for their meanings. */
    static int run(Screen screen, String... args) {
        return commandLine(screen, System.getenv()).execute(args);
    }

    /**
     * The program.
     *
     * @param environment variables of the process
     */
    static CommandLine commandLine(Screen screen, Map<String, String> environment) {
        MemhopCommand memhop = new MemhopCommand();
        Workbench workbench = new Workbench(screen, () -> BackendPlaces.all(memhop, environment, memhop.backends()));
        CommandLine main = new CommandLine(memhop)
                .addSubcommand(TrainCommand.commandLine(workbench))
                .addSubcommand(new AnswerCommand(workbench))
                .addSubcommand(new EvaluateCommand(workbench))
                .addSubcommand(ReproduceCommand.commandLine(workbench, environment))
                .addSubcommand(GenerateCommand.commandLine(workbench))
                .addSubcommand(new ScoreCommand(workbench))
                .addSubcommand(new AttendCommand(workbench))
                .addSubcommand(new ComponentsCommand(workbench))
                .addSubcommand(new BackendsCommand(workbench))
                .addSubcommand(new CompareCommand(workbench))
                .addSubcommand(new AutoComplete.GenerateCompletion());
        main.addMixin("standard", new Standard());
        main.getSubcommands().forEach((name, command) -> {
            if (name.equals("generate-completion")) {
                command.getCommandSpec()
                        .usageMessage()
                        .description(
                                "Print a script that completes commands and flags in bash and zsh.",
                                "",
                                "  source <(memhop generate-completion)");
            } else {
                command.addMixin("standard", new Standard());
            }
        });
        boolean coloured = screen.out().coloured();
        main.setOut(new PrintWriter(screen.out().stream(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(screen.err().stream(), true, StandardCharsets.UTF_8))
                .setColorScheme(Help.defaultColorScheme(coloured ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(
                        screen.out().terminal()
                                ? Math.max(72, Math.min(110, screen.out().width()))
                                : 100)
                .setUsageHelpLongOptionsMaxWidth(30)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new Errors(screen))
                .setExecutionExceptionHandler(new Errors(screen))
                .setExitCodeExceptionMapper(thrown -> ExitCode.of(thrown).code());
        exitCodes(main.getCommandSpec());
        return main;
    }

    private static void exitCodes(CommandSpec spec) {
        Map<String, String> codes = new LinkedHashMap<>();
        Arrays.stream(ExitCode.values()).forEach(code -> codes.put(Integer.toString(code.code()), code.meaning()));
        UsageMessageSpec usage = spec.usageMessage();
        usage.exitCodeListHeading("%nExit status:%n");
        usage.exitCodeList(codes);
    }
}
