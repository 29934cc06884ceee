package org.memhop.cli.answer;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.memhop.api.StorageException;

/** Asks a person for lines, with a history on the arrow keys and the network's words on Tab. */
final class Prompt implements Lines {
    private static final List<String> COMMANDS = List.of("/new", "/story", "/example", "/words", "/help");

    private final Terminal terminal;
    private final LineReader reader;
    private final Queue<String> pasted = new ArrayDeque<>();

    /**
     * @param words to complete on Tab
     */
    Prompt(List<String> words) {
        try {
            // Asks the system's own tools for the terminal's modes: no native library of JLine's is loaded.
            terminal = TerminalBuilder.builder()
                    .system(true)
                    .exec(true)
                    .jni(false)
                    .ffm(false)
                    .jna(false)
                    .jansi(false)
                    .dumb(true)
                    .build();
        } catch (IOException e) {
            throw new StorageException("cannot read from the terminal: " + e + "; pipe the lines in instead", e);
        }
        List<String> completions = new ArrayList<>(words);
        completions.addAll(COMMANDS);
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .completer(new StringsCompleter(completions))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        bindTab();
    }

    /** Behind a question mark a tab is part of a line of a bAbI file; anywhere else it completes. */
    private void bindTab() {
        String name = "complete-or-tab";
        reader.getWidgets().put(name, () -> {
            if (reader.getBuffer().upToCursor().contains("?")) {
                reader.getBuffer().write('\t');
            } else {
                reader.callWidget(LineReader.EXPAND_OR_COMPLETE);
            }
            return true;
        });
        Objects.requireNonNull(reader.getKeyMaps().get(LineReader.MAIN)).bind(new Reference(name), "\t");
    }

    @Override
    public Optional<String> next() {
        if (pasted.isEmpty()) {
            try {
                // several at once if they were pasted
                pasted.addAll(List.of(reader.readLine("> ").split("\n", -1)));
            } catch (EndOfFileException | UserInterruptException e) {
                return Optional.empty();
            }
        }
        return Optional.of(pasted.remove());
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            throw new StorageException("cannot close the terminal: " + e, e);
        }
    }
}
