package org.memhop.api.task;

import java.util.List;

/**
 * One kind of question within a task: trained together with the other parts, and scored by itself.
 *
 * @param name as in {@code 1}
 * @param title as in {@code single supporting fact}
 * @param train to learn from, in order; the trainer holds a share at the end out for validation
 * @param test to be scored on
 */
public record Part(String name, String title, List<Example> train, List<Example> test) {}
