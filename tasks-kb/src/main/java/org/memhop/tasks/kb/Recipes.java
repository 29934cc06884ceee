package org.memhop.tasks.kb;

import java.util.LinkedHashMap;
import java.util.Map;

/** The settings that suit questions about triples, by name. */
final class Recipes {
    private Recipes() {}

    /**
     * A key-value memory of triples, whose order says nothing, read once for each join. With one table a thing is the same
     * vector in a question, a key and an answer, so that what was learnt of one holds for all; large first values keep the
     * things apart from the beginning, and dropout keeps answers from being learnt by heart instead of read.
     */
    static Map<String, String> keyValue() {
        Map<String, String> recipe = new LinkedHashMap<>();
        recipe.put("memory", "key-value");
        recipe.put("controller", "key-value");
        recipe.put("tying", "single");
        recipe.put("encoding", "bag-of-words");
        recipe.put("temporal", "none");
        recipe.put("mask-empty-slots", "true");
        recipe.put("hops", "2");
        recipe.put("dimension", "64");
        recipe.put("init-deviation", "0.2");
        recipe.put("epochs", "50");
        recipe.put("optimizer", "adam");
        recipe.put("learning-rate", "0.005");
        recipe.put("schedule", "constant");
        recipe.put("dropout", "0.2");
        recipe.put("hop-dropout", "0.2");
        recipe.put("linear-start", "none");
        recipe.put("noise", "0");
        recipe.put("select", "validation");
        return recipe;
    }
}
