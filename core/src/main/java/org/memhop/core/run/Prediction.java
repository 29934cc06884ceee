package org.memhop.core.run;

import java.util.List;
import org.memhop.api.graph.HostTensor;

/** What a language model says of the next word, made of what its graphs give. */
final class Prediction {
    private Prediction() {}

    /**
     * The probability of every word, by its number.
     *
     * @param results of {@link org.memhop.core.model.Model#answering} of one row
     */
    static double[] distribution(List<HostTensor> results) {
        HostTensor probabilities = results.get(0);
        double[] distribution = new double[probabilities.shape().size()];
        double sum = 0;
        for (int word = 0; word < distribution.length; word++) {
            distribution[word] = probabilities.get(word);
            sum += distribution[word];
        }
        for (int word = 0; word < distribution.length; word++) {
            distribution[word] /= sum; // 32 bits leave it some 1e-6 off 1
        }
        return distribution;
    }
}
