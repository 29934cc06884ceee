package org.memhop.api.task;

import java.util.List;
import java.util.Map;

/**
 * What one model is trained and scored on.
 *
 * @param name as in {@code babi-1}; safe as a directory's name
 * @param parts one, or several trained jointly; all of one kind of {@link Examples}
 * @param recipe the settings that suit it, by name, before the user's own
 * @param source where the data came from: for a file its digest, for generated data the generator and seed; ordered
 */
public record TaskData(String name, List<Part> parts, Map<String, String> recipe, Map<String, String> source) {
    /** What a model of this data is measured by: of a text its perplexity. */
    public Measure measure() {
        return parts.stream().anyMatch(part -> part.train() instanceof Text) ? Measure.PERPLEXITY : Measure.ERROR;
    }
}
