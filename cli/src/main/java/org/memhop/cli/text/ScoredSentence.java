package org.memhop.cli.text;

import java.util.List;
import org.memhop.core.run.Scored;

/**
 * A sentence with what a model finds of it.
 *
 * @param line where it stood, from 1
 * @param words with the word that ends it, if the model knows such a word
 * @param logProbabilities of each of them
 * @param known whether the model knows each of them
 */
record ScoredSentence(int line, List<String> words, List<Double> logProbabilities, List<Boolean> known) {
    Scored scored() {
        double sum = 0;
        for (double logProbability : logProbabilities) {
            sum += logProbability;
        }
        long unknown = known.stream().filter(k -> !k).count();
        return new Scored(words.size(), unknown, sum);
    }
}
