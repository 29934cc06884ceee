package org.memhop.tasks.lm;

import java.util.LinkedHashMap;
import java.util.Map;

/** The settings that suit a text, by name. */
final class Recipes {
    private Recipes() {}

    /** The paper's for Penn Treebank (section 5), with the initial values and the stop rule of the authors' code. */
    static Map<String, String> paper() {
        Map<String, String> recipe = new LinkedHashMap<>();
        recipe.put("encoding", "bag-of-words");
        recipe.put("temporal", "rows");
        recipe.put("tying", "layer-wise");
        recipe.put("first-state", "constant");
        recipe.put("nonlinearity", "relu-half");
        recipe.put("hops", "6");
        recipe.put("memory-size", "100");
        recipe.put("dimension", "150");
        recipe.put("init-deviation", "0.05");
        recipe.put("epochs", "100");
        recipe.put("batch-size", "128");
        recipe.put("batches", "with-replacement");
        recipe.put("learning-rate", "0.01");
        recipe.put("schedule", "plateau");
        recipe.put("decay", "0.66666667");
        recipe.put("stop-rate", "1e-5");
        recipe.put("clip", "global");
        recipe.put("clip-norm", "50");
        recipe.put("linear-start", "none");
        recipe.put("noise", "0");
        recipe.put("select", "validation");
        return recipe;
    }

    /** The paper's for Text8: a larger state, and words seen fewer than ten times are unknown. */
    static Map<String, String> text8() {
        Map<String, String> recipe = paper();
        recipe.put("dimension", "500");
        recipe.put("min-count", "10");
        return recipe;
    }

    /** A small model, which learns the generated text in about a minute: smaller batches and larger steps get it there sooner. */
    static Map<String, String> generated() {
        Map<String, String> recipe = paper();
        recipe.put("hops", "3");
        recipe.put("memory-size", "60");
        recipe.put("dimension", "32");
        recipe.put("epochs", "14");
        recipe.put("batch-size", "32");
        recipe.put("batches", "segments");
        recipe.put("learning-rate", "0.02");
        return recipe;
    }
}
