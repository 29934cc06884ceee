package org.memhop.api.task;

/** What a model's answers are measured by. */
public enum Measure {
    /** How many answers of a hundred are wrong. */
    ERROR,
    /** {@code exp} of the mean cross-entropy: among how many equally likely words each one had to be told. */
    PERPLEXITY
}
