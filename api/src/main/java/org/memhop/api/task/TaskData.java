package org.memhop.api.task;

import java.util.List;
import java.util.Map;

/**
 * What one model is trained and scored on.
 *
 * @param name as in {@code babi-1}; safe as a directory's name
 * @param parts one, or several trained jointly
 * @param recipe the settings that suit it, by name, before the user's own
 * @param source where the data came from: for a file its digest, for generated data the generator and seed; ordered
 */
public record TaskData(String name, List<Part> parts, Map<String, String> recipe, Map<String, String> source) {}
