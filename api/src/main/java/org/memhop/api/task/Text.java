package org.memhop.api.task;

import java.util.function.Consumer;

/** A text of which each word is to be told from those before it. It may be longer than memory holds as words. */
public non-sealed interface Text extends Examples {
    /**
     * Gives every word in order, the ends of sentences as words where the text has them. Can be called again, and gives the
     * same then.
     *
     * @throws org.memhop.api.FormatException if the text breaks its format; names the place
     * @throws org.memhop.api.StorageException if it cannot be read
     */
    void forEach(Consumer<String> words);
}
