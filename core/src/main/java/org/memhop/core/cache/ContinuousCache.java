package org.memhop.core.cache;

import java.util.Arrays;
import org.memhop.api.graph.HostTensor;

/**
 * The last N states of a model, each with the word that followed it: {@code p = (1 − λ) p_model + λ Σ_i 1{w = x_{i+1}}
 * exp(θ h·h_i) / Σ_i exp(θ h·h_i)} (Grave, Joulin, Usunier, 2017, equations 3 and 5). While it is empty, the model has its
 * way. For one thread.
 */
public final class ContinuousCache {
    private final CacheSettings settings;
    private final int dimension;
    private final double[] states; // [N, d], a ring
    private final int[] words;
    private final double[] weights; // scratch
    private int count;
    private int next;

    /**
     * An empty one.
     *
     * @param dimension d, the length of a state
     * @throws org.memhop.api.ConfigException if the states are more than an array holds
     */
    public ContinuousCache(CacheSettings settings, int dimension) {
        settings.requireRoom(dimension);
        this.settings = settings;
        this.dimension = dimension;
        this.states = new double[settings.size() * dimension];
        this.words = new int[settings.size()];
        this.weights = new double[settings.size()];
    }

    /** Forgets everything: another text begins. */
    public void clear() {
        count = 0;
        next = 0;
    }

    /**
     * Remembers a state and the word that came then; the oldest is forgotten if there is no room.
     *
     * @param states of a batch, [B, d]
     * @param row which of them
     */
    public void add(HostTensor states, int row, int word) {
        for (int k = 0; k < dimension; k++) {
            this.states[next * dimension + k] = states.get(row * dimension + k);
        }
        words[next] = word;
        next = (next + 1) % words.length;
        count = Math.min(count + 1, words.length);
    }

    /**
     * The probability of a word by model and cache together.
     *
     * @param states of a batch, [B, d]
     * @param row which of them is the present one
     * @param model the model's probability of the word
     */
    public double probability(HostTensor states, int row, int word, double model) {
        if (count == 0) {
            return model;
        }
        double sum = weigh(states, row);
        double found = 0;
        for (int i = 0; i < count; i++) {
            found += words[i] == word ? weights[i] : 0;
        }
        return (1 - settings.lambda()) * model + settings.lambda() * (found / sum);
    }

    /**
     * Mixes the cache into a distribution of the model.
     *
     * @param states of a batch, [B, d]
     * @param row which of them is the present one
     * @param distribution the model's probability of each word, by its number; becomes that of the mixture
     */
    public void mix(HostTensor states, int row, double[] distribution) {
        if (count == 0) {
            return;
        }
        double share = settings.lambda() / weigh(states, row);
        for (int word = 0; word < distribution.length; word++) {
            distribution[word] *= 1 - settings.lambda();
        }
        for (int i = 0; i < count; i++) {
            distribution[words[i]] += share * weights[i];
        }
    }

    /** Gives every state its weight, the largest 1; gives their sum. */
    private double weigh(HostTensor present, int row) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            double dot = 0;
            for (int k = 0; k < dimension; k++) {
                dot += present.get(row * dimension + k) * states[i * dimension + k];
            }
            weights[i] = settings.theta() * dot;
            largest = Math.max(largest, weights[i]);
        }
        for (int i = 0; i < count; i++) {
            weights[i] = Math.exp(weights[i] - largest);
        }
        return Arrays.stream(weights, 0, count).sum();
    }
}
