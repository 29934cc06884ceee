package org.memhop.api.model;

/** What an embedding is used for, by the paper's letter. {@code Tying} says which of them are one parameter. */
public enum Role {
    /** Embeds sentences as keys. */
    A,
    /** Embeds sentences as values. */
    C,
    /** Embeds the question. */
    B,
    /** Scores the answers; transposed in the paper. */
    W,
    /** Temporal rows added to keys. */
    T_A,
    /** Temporal rows added to values. */
    T_C
}
