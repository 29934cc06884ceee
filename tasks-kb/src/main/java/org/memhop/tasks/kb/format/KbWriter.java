package org.memhop.tasks.kb.format;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.memhop.core.files.AtomicFiles;

/** Writes triples and questions as {@link KbReader} reads them. */
public final class KbWriter {
    /**
     * Writes a knowledge base, replacing a file that is there.
     *
     * @throws org.memhop.api.StorageException if it cannot be written
     */
    public void triples(List<Triple> triples, Path file) {
        write(
                file,
                triples.stream().map(triple -> String.join(" ", triple.words())).toList());
    }

    /**
     * Writes questions, replacing a file that is there.
     *
     * @throws org.memhop.api.StorageException if it cannot be written
     */
    public void questions(List<KbQuestion> questions, Path file) {
        write(
                file,
                questions.stream()
                        .map(question -> String.join(" ", question.words()) + " ?\t" + question.answer())
                        .toList());
    }

    private static void write(Path file, List<String> lines) {
        AtomicFiles.write(file, lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
    }
}
