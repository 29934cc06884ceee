package org.memhop.benchmarks.yardstick;

/**
 * The options of the hand-derived network.
 *
 * @param hops K, how often the memory is read
 * @param softmax attention is a softmax over the slots; otherwise the plain scores (linear start)
 * @param relu the state passes a ReLU after every hop
 * @param maskEmpty a slot without words takes no part in the attention; otherwise it takes part with the score its time
 *     row gives it, which is 0 without one
 * @param storyWeights {@code l} for memory sentences, {@code [words, d]}; all ones is a bag of words
 * @param questionWeights {@code l} for questions, {@code [words, d]}
 */
public record HandModel(
        int hops,
        boolean softmax,
        boolean relu,
        boolean maskEmpty,
        double[][] storyWeights,
        double[][] questionWeights) {}
