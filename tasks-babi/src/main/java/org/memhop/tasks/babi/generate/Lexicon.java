package org.memhop.tasks.babi.generate;

import java.util.List;

/** The people, places, things and phrases of which the stories are made; each list is drawn from uniformly. */
final class Lexicon {
    static final List<String> PEOPLE = List.of("john", "mary", "sandra", "daniel");
    static final List<String> GIVERS = List.of("mary", "fred", "bill", "jeff");
    static final List<String> TOWNSPEOPLE = List.of("bill", "fred", "julie", "mary");

    static final List<String> ROOMS = List.of("bathroom", "bedroom", "garden", "hallway", "kitchen", "office");
    static final List<String> TOWN = List.of("bedroom", "cinema", "kitchen", "office", "park", "school");
    static final List<String> OBJECTS = List.of("apple", "football", "milk");

    static final List<String> MOVED = List.of("went to", "journeyed to", "travelled to", "moved to", "went back to");
    static final List<String> GOT = List.of("got", "grabbed", "took", "picked up");
    static final List<String> DROPPED = List.of("dropped", "discarded", "left", "put down");
    static final List<String> GAVE = List.of("gave", "handed", "passed");
    static final List<String> IS_NOT = List.of("is not in", "is no longer in");
    static final List<String> THEN = List.of("after that", "afterwards", "following that", "then");

    private Lexicon() {}

    static String pronoun(String person) {
        return person.equals("mary") || person.equals("sandra") ? "she" : "he";
    }
}
