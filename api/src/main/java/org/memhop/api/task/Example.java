package org.memhop.api.task;

import java.util.List;

/**
 * A question about a story, with its answer.
 *
 * @param story the sentences in the order they were told, each a list of words; examples of one story may share the lists
 * @param question its words
 * @param answer one word
 */
public record Example(List<List<String>> story, List<String> question, String answer) {}
