package org.memhop.tasks.kb.generate;

import java.util.List;
import java.util.Locale;

/** What there is to be known, from a kind of things to another, with two ways of asking for it ({@code %s} is the subject). */
enum Relation {
    DIRECTED_BY(Kind.FILM, Kind.PERSON, "who directed %s", "who is the director of %s"),
    WRITTEN_BY(Kind.FILM, Kind.PERSON, "who wrote %s", "who is the writer of %s"),
    STARRING(Kind.FILM, Kind.PERSON, "who starred in %s", "who is the star of %s"),
    HAS_GENRE(Kind.FILM, Kind.GENRE, "what kind of film is %s", "what is the genre of %s"),
    BORN_IN(Kind.PERSON, Kind.CITY, "in which city was %s born", "where was %s born"),
    LIVES_IN(Kind.PERSON, Kind.CITY, "in which city does %s live", "where does %s live"),
    SPEAKS(Kind.PERSON, Kind.LANGUAGE, "which language does %s speak", "what does %s speak"),
    IN_COUNTRY(Kind.CITY, Kind.COUNTRY, "in which country is %s", "which country is %s in");

    private final Kind from;
    private final Kind to;
    private final List<String> asked;

    Relation(Kind from, Kind to, String... asked) {
        this.from = from;
        this.to = to;
        this.asked = List.of(asked);
    }

    Kind from() {
        return from;
    }

    Kind to() {
        return to;
    }

    List<String> asked() {
        return asked;
    }

    /** As it stands in a triple. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
