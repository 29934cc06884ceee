package org.memhop.cli;

import java.util.Locale;
import org.memhop.api.ConfigException;
import org.memhop.api.MemhopException;
import org.memhop.cli.common.ExitCode;
import org.memhop.cli.terminal.Screen;
import org.memhop.core.run.TrainingRun;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong: Memhop's own errors in a line, errors in Memhop with all that a report needs. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final Screen screen;

    Errors(Screen screen) {
        this.screen = screen;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        if (args.length == 0) {
            command.usage(command.getErr());
            return ExitCode.USAGE.code();
        }
        if (e.getCause() instanceof ConfigException cause) {
            say(String.valueOf(cause.getMessage()));
        } else {
            say(String.valueOf(e.getMessage()));
            UnmatchedArgumentException.printSuggestions(e, command.getErr());
            if (e instanceof UnmatchedArgumentException unmatched
                    && unmatched.getUnmatched().stream().anyMatch(argument -> argument.startsWith("--backends"))) {
                screen.err()
                        .line("--backends DIR goes before the command: " + screen.command() + " --backends DIR "
                                + command.getCommandName());
            }
        }
        screen.err()
                .line("See " + command.getCommandSpec().qualifiedName(" ").replaceFirst("^memhop", screen.command())
                        + " --help");
        return ExitCode.USAGE.code();
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof MemhopException) {
            say(String.valueOf(e.getMessage()));
            for (Throwable other : e.getSuppressed()) {
                say(String.valueOf(other.getMessage()));
            }
            return ExitCode.of(e).code();
        }
        say("an error in Memhop itself: " + e);
        e.printStackTrace(screen.err().stream());
        screen.err().line("Please report it with all of the above, what you typed, and this:");
        screen.err()
                .line(String.format(
                        Locale.ROOT,
                        "  memhop %s, Java %s (%s), %s %s %s, %d processors, %d MiB heap",
                        TrainingRun.version(),
                        Runtime.version(),
                        System.getProperty("java.vendor"),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.getRuntime().maxMemory() >> 20));
        return ExitCode.INTERNAL.code();
    }

    private void say(String message) {
        screen.err().line("memhop: " + message);
    }
}
