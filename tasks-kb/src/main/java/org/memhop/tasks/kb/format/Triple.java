package org.memhop.tasks.kb.format;

import java.util.List;

/** A fact of a knowledge base, as in {@code film_12 directed_by person_3}; each of the three is one word. */
public record Triple(String subject, String relation, String object) {
    /** As a sentence of a story: the words in order. */
    public List<String> words() {
        return List.of(subject, relation, object);
    }
}
