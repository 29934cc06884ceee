package org.memhop.tasks.lm.generate;

import java.util.List;

/**
 * What stands at one place of a sentence.
 *
 * @param role how the word comes about
 * @param words those that may stand there, each equally likely to whoever remembers nothing
 */
record Slot(Role role, List<String> words) {
    /** How a word comes about. */
    enum Role {
        /** It is always the same. */
        FIXED,
        /** New weather is drawn. */
        NEW_WEATHER,
        /** A new place is drawn; it is now the place for its weather. */
        NEW_PLACE,
        /** A new guest is drawn. */
        NEW_GUEST,
        /** A pastime is drawn: what is done in one kind of weather. It asks for the place. */
        PASTIME,
        /** The latest place for the weather of the pastime just named. One look: the pastime tells what it is for. */
        PLACE_OF_PASTIME,
        /** The latest guest. One look. */
        LATEST_GUEST,
        /** The latest place for the latest weather. Two looks: only the first tells what the second is for. */
        PLACE_OF_WEATHER
    }

    /** Whether the word is certain, but only to whoever remembers. */
    boolean fromMemory() {
        return role == Role.PLACE_OF_PASTIME || role == Role.LATEST_GUEST || role == Role.PLACE_OF_WEATHER;
    }
}
