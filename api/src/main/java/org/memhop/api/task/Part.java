package org.memhop.api.task;

import java.util.List;
import java.util.Optional;

/**
 * One kind of question within a task: trained together with the other parts, and scored by itself.
 *
 * @param name as in {@code 1}
 * @param title as in {@code single supporting fact}
 * @param train to learn from, in order
 * @param validation to go by while learning; if absent, the trainer holds out a share of {@code train}, at its end
 * @param test to be scored on
 */
public record Part(String name, String title, Examples train, Optional<Examples> validation, Examples test) {
    /** A part of questions, of which the trainer holds some out. */
    public static Part of(String name, String title, List<Example> train, List<Example> test) {
        return new Part(name, title, new Questions(train), Optional.empty(), new Questions(test));
    }
}
