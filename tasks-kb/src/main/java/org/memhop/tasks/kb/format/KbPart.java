package org.memhop.tasks.kb.format;

import java.util.List;
import java.util.Optional;

/**
 * Questions of one kind, in splits.
 *
 * @param name as in {@code two-joins}
 * @param validation absent if some of the training questions are to be held out
 */
public record KbPart(
        String name, List<KbQuestion> train, Optional<List<KbQuestion>> validation, List<KbQuestion> test) {}
