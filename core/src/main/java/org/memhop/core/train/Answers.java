package org.memhop.core.train;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;
import org.memhop.core.data.Batch;
import org.memhop.core.data.Samples;
import org.memhop.core.model.Model;

/**
 * What a model says to questions, so that several models may answer together.
 *
 * @param probabilities how probable it finds each word as the answer, F32 [Q, V]
 * @param right the answers, I32 [Q]; 0 for one it cannot know
 */
public record Answers(HostTensor probabilities, HostTensor right) {
    private static final int BATCH = 64;

    /**
     * Checks that both are of the same questions.
     *
     * @throws IllegalArgumentException if they are not
     */
    public Answers {
        Shape shape = probabilities.shape();
        if (shape.rank() != 2
                || probabilities.type() != DType.F32
                || right.type() != DType.I32
                || !right.shape().equals(Shape.of(shape.dim(0)))) {
            throw new IllegalArgumentException("found " + probabilities.type() + " " + shape + " and " + right.type()
                    + " " + right.shape() + "; expected F32 [Q, V] and I32 [Q]");
        }
    }

    /**
     * Asks a model every question, without noise.
     *
     * @param samples one question at least
     */
    public static Answers of(Model model, Session session, Samples samples) {
        Batch batch = model.newBatch(BATCH);
        List<HostTensor> asked = batch.tensors().subList(0, 3); // words, times, question
        int questions = samples.size();
        HostTensor right = HostTensor.zeros(DType.I32, Shape.of(questions));
        try (Executable graph = session.compile(model.answering(BATCH))) {
            int words = model.size().vocabulary();
            HostTensor all = HostTensor.zeros(DType.F32, Shape.of(questions, words));
            for (int from = 0; from < questions; from += BATCH) {
                for (int g = 0; g < BATCH / batch.segment(); g++) {
                    samples.put(batch, g, from + g * batch.segment());
                }
                HostTensor found = graph.run(asked).get(0);
                int width = found.shape().dim(1); // with the words of times, of which none is an answer
                for (int b = 0; b < Math.min(BATCH, questions - from); b++) {
                    right.set(from + b, samples.answer(from + b));
                    for (int word = 0; word < words; word++) {
                        all.set((from + b) * words + word, found.get(b * width + word));
                    }
                }
            }
            return new Answers(all, right);
        }
    }

    /**
     * What several models say together: the mean of their probabilities (an ensemble).
     *
     * @param each of the same questions and words; one at least
     * @throws IllegalArgumentException if they are of other questions
     */
    public static Answers mean(List<Answers> each) {
        double[] equal = new double[each.size()];
        Arrays.fill(equal, 1.0 / each.size());
        return mixed(each, equal);
    }

    /**
     * What several models say together, of whom some count for more, as {@link Stacking} tells.
     *
     * @param each of the same questions and words; one at least
     * @param weights of each, together 1
     * @throws IllegalArgumentException if they are of other questions, or the weights of other models
     */
    public static Answers mixed(List<Answers> each, double[] weights) {
        checkAlike(each);
        if (weights.length != each.size()) {
            throw new IllegalArgumentException("found " + weights.length + " weights; expected " + each.size());
        }
        HostTensor mixed =
                HostTensor.zeros(DType.F32, each.get(0).probabilities().shape());
        for (int i = 0; i < mixed.shape().size(); i++) {
            double sum = 0;
            for (int m = 0; m < weights.length; m++) {
                sum += weights[m] * each.get(m).probabilities().get(i);
            }
            mixed.set(i, sum);
        }
        return new Answers(mixed, each.get(0).right());
    }

    static void checkAlike(List<Answers> each) {
        Answers first = each.get(0);
        for (Answers one : each) {
            if (!one.right().equals(first.right())
                    || !one.probabilities().shape().equals(first.probabilities().shape())) {
                throw new IllegalArgumentException("these answers are not all of the same questions");
            }
        }
    }

    /** How right they are. What no model could know counts as wrong, and its loss is that of the null word. */
    public Score score() {
        int questions = probabilities.shape().dim(0);
        int words = probabilities.shape().dim(1);
        int wrong = 0;
        double loss = 0;
        for (int q = 0; q < questions; q++) {
            int likeliest = 0;
            for (int word = 1; word < words; word++) {
                if (probabilities.get(q * words + word) > probabilities.get(q * words + likeliest)) {
                    likeliest = word;
                }
            }
            int answer = right.ints()[q];
            wrong += answer == 0 || likeliest != answer ? 1 : 0;
            loss -= Math.log(Math.max(Float.MIN_NORMAL, probabilities.get(q * words + answer)));
        }
        return new Score(questions, wrong, loss / Math.max(1, questions), Optional.empty());
    }
}
