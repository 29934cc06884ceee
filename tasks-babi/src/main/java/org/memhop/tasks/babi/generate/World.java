package org.memhop.tasks.babi.generate;

/** What goes on in a story: people and things with a hidden state, of which statements tell. */
@FunctionalInterface
interface World {
    /** Lets something happen, and tells it in two statements. */
    void tellTwo(Telling story);
}
