package org.memhop.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text of few words in three files, in which a word often comes again soon. */
final class SmallText {
    private static final String[] WORDS = {"rain", "snow", "wind", "sun", "fog", "ice", "hail", "heat"};

    private SmallText() {}

    /** Writes {@code NAME.train.txt} and so on. */
    static Path write(Path directory, String name) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(name + ".train.txt"), lines(400, 1));
        Files.writeString(directory.resolve(name + ".valid.txt"), lines(40, 2));
        Files.writeString(directory.resolve(name + ".test.txt"), lines(50, 3));
        return directory;
    }

    /** Sentences of four words, of which the last is the first again; with the end of the sentence, five. */
    static String lines(int count, long seed) {
        StringBuilder text = new StringBuilder();
        long state = seed;
        for (int i = 0; i < count; i++) {
            String[] three = new String[3];
            for (int w = 0; w < three.length; w++) {
                state = state * 6364136223846793005L + 1442695040888963407L;
                three[w] = WORDS[(int) (state >>> 61)];
            }
            text.append(String.join(" ", three)).append(' ').append(three[0]).append('\n');
        }
        return text.toString();
    }
}
