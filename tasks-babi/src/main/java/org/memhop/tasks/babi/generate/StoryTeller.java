package org.memhop.tasks.babi.generate;

/** Tells one whole story of a task, questions included; keeps nothing from one story to the next. */
@FunctionalInterface
interface StoryTeller {
    void tell(Telling story);
}
