package org.memhop.tasks.babi.format;

import java.util.List;

/** One numbered line of a story. */
public sealed interface BabiLine permits Statement, Query {
    /** The line's number within its story, from 1. */
    int id();

    /** The words, lower-cased, without the full stop or question mark. */
    List<String> words();
}
