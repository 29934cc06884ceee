package org.memhop.core.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;

/**
 * How much each of several models counts when they answer together: the weights, none below 0 and together 1, that make the
 * right answers to held-out questions the most probable (Wolpert, 1992, Stacked Generalization; Yao, Vehtari, Simpson, Gelman,
 * 2018, of predictive distributions). Expectation maximisation finds them, as the weights of a mixture:
 *
 * <pre>{@code
 * r_qm = w_m p_m(a_q) / Σ_j w_j p_j(a_q)      how much of the right answer to question q is from model m
 * w_m  = (1/M + Σ_q r_qm) / (1 + Q)           the 1: as if one more question were answered alike by all M
 * }</pre>
 */
public final class Stacking {
    private static final int ROUNDS = 100;
    private static final int FOLDS = 10;

    private Stacking() {}

    /**
     * The weights.
     *
     * @param held what each model answers to the held-out questions; those whose answer none can know do not count
     * @return w [M]
     * @throws IllegalArgumentException if they are of other questions
     */
    public static double[] weights(List<Answers> held) {
        Answers.checkAlike(held);
        return weights(held, FOLDS);
    }

    /**
     * What they answer together to the held-out questions themselves: those of each tenth by the weights that the other nine
     * tenths give, so that no question has a say in its own answer.
     *
     * @param held as for {@link #weights}
     */
    public static Answers crossFitted(List<Answers> held) {
        Answers.checkAlike(held);
        Shape shape = held.get(0).probabilities().shape();
        int words = shape.dim(1);
        HostTensor together = HostTensor.zeros(DType.F32, shape);
        for (int fold = 0; fold < FOLDS; fold++) {
            HostTensor mixed = Answers.mixed(held, weights(held, fold)).probabilities();
            for (int q = fold; q < shape.dim(0); q += FOLDS) {
                for (int i = q * words; i < (q + 1) * words; i++) {
                    together.set(i, mixed.get(i));
                }
            }
        }
        return new Answers(together, held.get(0).right());
    }

    /** The weights by the questions that are not in this fold. */
    private static double[] weights(List<Answers> held, int fold) {
        List<double[]> likelihoods = likelihoods(held, fold);
        double[] weights = new double[held.size()];
        Arrays.fill(weights, 1.0 / weights.length);
        for (int round = 0; round < ROUNDS; round++) {
            double[] shares = new double[weights.length];
            Arrays.fill(shares, 1.0 / weights.length);
            for (double[] likelihood : likelihoods) {
                double all = 0;
                for (int m = 0; m < weights.length; m++) {
                    all += weights[m] * likelihood[m];
                }
                for (int m = 0; m < weights.length; m++) {
                    shares[m] += weights[m] * likelihood[m] / all;
                }
            }
            for (int m = 0; m < weights.length; m++) {
                weights[m] = shares[m] / (1 + likelihoods.size());
            }
        }
        return weights;
    }

    /** What each model gives the right answer to each question; without questions of which all give it nothing. */
    private static List<double[]> likelihoods(List<Answers> held, int fold) {
        int[] right = held.get(0).right().ints();
        int words = held.get(0).probabilities().shape().dim(1);
        List<double[]> likelihoods = new ArrayList<>();
        for (int q = 0; q < right.length; q++) {
            int at = q * words + right[q];
            double[] likelihood = held.stream()
                    .mapToDouble(answers -> answers.probabilities().get(at))
                    .toArray();
            if (right[q] != 0 && q % FOLDS != fold && Arrays.stream(likelihood).sum() > 0) {
                likelihoods.add(likelihood);
            }
        }
        return likelihoods;
    }
}
