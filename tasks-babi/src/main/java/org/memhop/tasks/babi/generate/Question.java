package org.memhop.tasks.babi.generate;

import java.util.List;

/**
 * A question with its answer, not yet numbered.
 *
 * @param sentence the question's words, parted by single spaces
 * @param supporting the ids of the statements that the answer follows from, in the official order
 */
record Question(String sentence, String answer, List<Integer> supporting) {}
