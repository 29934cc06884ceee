package org.memhop.tasks.lm.generate;

import java.util.List;

/**
 * A kind of sentence.
 *
 * @param weight how likely it is, of 100, whatever was said before
 * @param slots its words in order; the last is the end of the sentence
 */
record Sentence(int weight, List<Slot> slots) {}
