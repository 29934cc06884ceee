package org.memhop.tasks.babi.generate;

import java.util.Locale;

/** The four directions in which one room can lie from another. */
enum Compass {
    NORTH,
    EAST,
    SOUTH,
    WEST;

    Compass opposite() {
        return values()[(ordinal() + 2) % 4];
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String letter() {
        return word().substring(0, 1);
    }
}
