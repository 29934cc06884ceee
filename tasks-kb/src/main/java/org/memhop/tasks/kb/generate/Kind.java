package org.memhop.tasks.kb.generate;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What a thing of the made-up world is. */
enum Kind {
    FILM,
    PERSON,
    CITY,
    COUNTRY,
    GENRE,
    LANGUAGE;

    /** How many there are in a world of so many films. */
    int count(int films) {
        return switch (this) {
            case FILM, PERSON -> films;
            case CITY -> 5 + films / 4;
            case COUNTRY -> 5 + films / 16;
            case GENRE, LANGUAGE -> 8;
        };
    }

    /** Their names, as in {@code film_12}. */
    List<String> names(int films) {
        return IntStream.rangeClosed(1, count(films))
                .mapToObj(i -> name().toLowerCase(Locale.ROOT) + "_" + i)
                .toList();
    }
}
