package org.memhop.core.cache;

import java.util.ArrayList;
import java.util.List;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;

/** Adds up the losses of a text for every θ and λ of a grid. For one thread. */
final class CacheTally {
    private final CacheGrid grid;
    private final double[] lambdas;
    private final double[] losses; // [θ, λ]
    private final double[] products; // scratch: h·h_i
    private final double[] weights; // scratch
    private final int[] hits; // scratch: where the word came before
    private final double[] found; // scratch: the cache's probability of the word, by θ
    private double without;
    private int words;

    /** @param size N */
    CacheTally(CacheGrid grid, int size) {
        this.grid = grid;
        this.lambdas = grid.lambdas().stream().mapToDouble(Double::doubleValue).toArray();
        this.found = new double[grid.thetas().size()];
        this.losses = new double[found.length * lambdas.length];
        this.products = new double[size];
        this.weights = new double[size];
        this.hits = new int[size];
    }

    /**
     * Adds a word.
     *
     * @param loss the model's
     * @param all products of states, among them those of the present state with the ones remembered
     * @param from where these begin
     * @param count how many they are
     * @param words that followed the states remembered
     * @param firstWord where these begin
     */
    void add(double loss, int word, HostTensor all, int from, int count, int[] words, int firstWord) {
        this.words++;
        without += loss;
        if (count == 0) {
            for (int i = 0; i < losses.length; i++) {
                losses[i] += loss;
            }
            return;
        }
        double largest = products(all, from, count);
        int known = hits(word, words, firstWord, count);
        for (int s = 0; s < grid.firsts().size(); s++) {
            series(grid.firsts().get(s), largest, count, known, s * grid.doublings());
        }
        double model = Math.exp(-loss);
        for (int t = 0; t < found.length; t++) {
            for (int l = 0; l < lambdas.length; l++) {
                losses[t * lambdas.length + l] -= Math.log((1 - lambdas[l]) * model + lambdas[l] * found[t]);
            }
        }
    }

    private double products(HostTensor all, int from, int count) {
        double largest = Double.NEGATIVE_INFINITY;
        if (all.type() == DType.F32) {
            float[] values = all.floats();
            for (int i = 0; i < count; i++) {
                products[i] = values[from + i];
                largest = Math.max(largest, products[i]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                products[i] = all.get(from + i);
                largest = Math.max(largest, products[i]);
            }
        }
        return largest;
    }

    private int hits(int word, int[] words, int firstWord, int count) {
        int known = 0;
        for (int i = 0; i < count; i++) {
            if (words[firstWord + i] == word) {
                hits[known++] = i;
            }
        }
        return known;
    }

    /** What the cache says for each θ of a series. */
    private void series(double theta, double largest, int count, int known, int at) {
        for (int i = 0; i < count; i++) {
            weights[i] = Math.exp(theta * (products[i] - largest));
        }
        for (int t = 0; t < grid.doublings(); t++) {
            double hit = 0;
            for (int i = 0; i < known; i++) {
                hit += weights[hits[i]];
            }
            found[at + t] = hit / sumAndSquare(weights, count);
        }
    }

    /** Gives the sum of the weights, and squares them. Four sums, so that one addition need not wait for the other. */
    private static double sumAndSquare(double[] weights, int count) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < count; i += 4) {
            a += weights[i];
            b += weights[i + 1];
            c += weights[i + 2];
            d += weights[i + 3];
        }
        for (; i < count; i++) {
            a += weights[i];
        }
        for (int j = 0; j < count; j++) {
            weights[j] *= weights[j];
        }
        return a + b + c + d;
    }

    /** The scores so far, by θ and then by λ. */
    List<CacheScore> scores() {
        List<CacheScore> all = new ArrayList<>();
        double share = words == 0 ? 0 : 1.0 / words;
        for (double theta : grid.thetas()) {
            for (double lambda : lambdas) {
                CacheSettings settings = new CacheSettings(products.length, theta, lambda);
                all.add(new CacheScore(settings, words, losses[all.size()] * share, without * share));
            }
        }
        return all;
    }
}
