package org.memhop.tasks.lm.text;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.memhop.api.FormatException;
import org.memhop.api.task.Text;
import org.memhop.core.data.Vocabulary;

/**
 * A file of text, or a stretch of one. It is read anew each time, and no more than a chunk of it is held.
 *
 * <p>Words are parted by white space. Of {@link TextFormat#LINES} each line is a sentence, followed by the word {@link
 * #END_OF_SENTENCE}; lines without words, as WikiText has them, are left out. Line ends of Windows, a byte order mark and a
 * last line without its end are taken as they come. All else that is not text in UTF-8 is a {@link FormatException} that
 * gives the place, what was found and what was expected.
 */
public final class FileText implements Text {
    /** The word that ends each sentence. */
    public static final String END_OF_SENTENCE = Vocabulary.END;

    private final Path file;
    private final TextFormat format;
    private final Stretch stretch;
    private final ReadLimits limits;

    FileText(Path file, TextFormat format, Stretch stretch, ReadLimits limits) {
        this.file = file;
        this.format = format;
        this.stretch = stretch;
        this.limits = limits;
    }

    /**
     * The whole of a file.
     *
     * @throws org.memhop.api.StorageException if there is none, or it cannot be read
     */
    public static FileText of(Path file, TextFormat format) {
        return new FileText(file, format, new Stretch(0, size(file), 1), ReadLimits.DEFAULT);
    }

    /** The length of a file in bytes. */
    static long size(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new IOException("it is a directory");
            }
            return Files.size(file);
        } catch (IOException e) {
            throw Unreadable.of(file, e);
        }
    }

    /** The file. */
    public Path file() {
        return file;
    }

    @Override
    public void forEach(Consumer<String> words) {
        try (FileChannel channel = FileChannel.open(file)) {
            channel.position(stretch.from());
            read(new WordSource(Channels.newInputStream(channel), file.toString(), format, stretch, limits), words);
        } catch (IOException e) {
            throw Unreadable.of(file, e);
        }
    }

    private void read(WordSource source, Consumer<String> words) throws IOException {
        boolean ends = format == TextFormat.LINES;
        boolean inSentence = false;
        boolean any = false;
        WordSource.Token token = source.next();
        while (token != WordSource.Token.END) {
            if (token == WordSource.Token.WORD) {
                words.accept(source.word());
                inSentence = true;
                any = true;
            } else if (ends && inSentence) {
                words.accept(END_OF_SENTENCE);
                inSentence = false;
            }
            token = source.next();
        }
        if (ends && inSentence) {
            words.accept(END_OF_SENTENCE);
        }
        if (!any) {
            throw new FormatException(file + ": found no word in its bytes " + stretch.from() + " to " + stretch.to()
                    + "; expected words parted by white space");
        }
    }
}
