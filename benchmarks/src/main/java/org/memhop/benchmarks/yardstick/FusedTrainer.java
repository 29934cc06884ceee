package org.memhop.benchmarks.yardstick;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.memhop.benchmarks.yardstick.EncodedCorpus.Item;
import org.memhop.benchmarks.yardstick.FusedMemN2N.Sizes;

/** Trains a {@link FusedMemN2N} on a corpus by a recipe, and measures its error. */
final class FusedTrainer {
    private final EncodedCorpus corpus;
    private final Recipe recipe;
    private final SplittableRandom random;
    private final FusedMemN2N network;
    private final List<Item> train;
    private final int[] story;
    private final int[] questions;
    private final int[] answers = new int[Recipe.BATCH];
    private final boolean[] blank;

    FusedTrainer(EncodedCorpus corpus, Recipe recipe, boolean vectorised, long seed) {
        this.corpus = corpus;
        this.recipe = recipe;
        random = new SplittableRandom(seed);
        Sizes sizes = corpus.sizes(Recipe.HOPS, recipe.dimension());
        float[][] l = positions(sizes.sentenceLength(), sizes.dimension());
        float[][] questionL = Arrays.copyOf(l, sizes.questionLength());
        network = vectorised ? FusedMemN2N.vectorised(sizes, l, questionL) : FusedMemN2N.plain(sizes, l, questionL);
        for (int k = 0; k <= sizes.hops(); k++) {
            network.setTable(k, initial(sizes.vocabulary(), sizes.dimension()));
        }
        train = trainingPart();
        story = new int[Recipe.BATCH * sizes.slots() * sizes.sentenceLength()];
        questions = new int[Recipe.BATCH * sizes.questionLength()];
        blank = new boolean[2 * sizes.slots() + 1];
    }

    /** The authors' position weights, {@code l_jk = 1 + 4 (k − (d+1)/2)(j − (J+1)/2) / (d J)}, {@code [J, d]}. */
    static float[][] positions(int length, int d) {
        float[][] l = new float[length][d];
        for (int j = 1; j <= length; j++) {
            for (int k = 1; k <= d; k++) {
                l[j - 1][k - 1] = (float) (1 + 4 * (k - (d + 1) / 2.0) * (j - (length + 1) / 2.0) / (d * length));
            }
        }
        return l;
    }

    private float[][] initial(int rows, int d) {
        float[][] values = new float[rows][d];
        for (int v = 1; v < rows; v++) {
            for (int e = 0; e < d; e++) {
                values[v][e] = (float) (Recipe.DEVIATION * random.nextGaussian());
            }
        }
        return values;
    }

    /** All but a random tenth, which the recipe keeps for validation. */
    private List<Item> trainingPart() {
        List<Item> items = new ArrayList<>(corpus.train());
        for (int i = items.size() - 1; i > 0; i--) {
            items.set(i, items.set(random.nextInt(i + 1), items.get(i)));
        }
        return items.subList(0, (int) Math.floor((1 - Recipe.HELD_OUT) * items.size()));
    }

    FusedMemN2N network() {
        return network;
    }

    /** Trains to the recipe's end and returns the mean training loss of the last epoch, in nats a question. */
    double train() {
        for (int epoch = 0; epoch < recipe.linearEpochs(); epoch++) {
            epoch(false, recipe.linearRate());
        }
        double loss = Double.NaN;
        for (int epoch = 0; epoch < recipe.softmaxEpochs(); epoch++) {
            int halvings = epoch / recipe.halving();
            loss = epoch(true, recipe.softmaxRate() / (1 << halvings));
        }
        return loss;
    }

    /** As many full batches as the training part holds, each drawn with replacement. */
    double epoch(boolean softmax, float learningRate) {
        int batches = train.size() / Recipe.BATCH;
        double loss = 0;
        for (int i = 0; i < batches; i++) {
            drawBatch();
            loss += network.train(story, questions, answers, Recipe.BATCH, softmax, learningRate, Recipe.CLIP);
        }
        return loss / (batches * Recipe.BATCH);
    }

    private void drawBatch() {
        for (int b = 0; b < Recipe.BATCH; b++) {
            Item item = train.get(random.nextInt(train.size()));
            corpus.put(item, b, story, questions, answers);
            putNoisyTimes(b, item.filled());
        }
    }

    /** Random noise: of n + U{0..⌈0.1 n⌉} time indices n are kept, at most M each, the oldest sentence the largest. */
    private void putNoisyTimes(int b, int filled) {
        int blanks = random.nextInt((int) Math.ceil(Recipe.NOISE * filled) + 1);
        Arrays.fill(blank, 1, filled + blanks + 1, false);
        for (int i = 0; i < blanks; ) {
            int skipped = 1 + random.nextInt(filled + blanks);
            i += blank[skipped] ? 0 : 1;
            blank[skipped] = true;
        }
        int time = 0;
        for (int i = filled - 1; i >= 0; i--) {
            do {
                time++;
            } while (blank[time]);
            corpus.putTime(story, b, i, Math.min(time, corpus.slots()));
        }
    }

    /** The share of wrong answers, in percent. */
    double errorPercent(List<Item> items) {
        int[] found = new int[Recipe.BATCH];
        int wrong = 0;
        for (int from = 0; from < items.size(); from += Recipe.BATCH) {
            int count = Math.min(Recipe.BATCH, items.size() - from);
            for (int b = 0; b < count; b++) {
                Item item = items.get(from + b);
                corpus.put(item, b, story, questions, answers);
                for (int i = 0; i < item.filled(); i++) {
                    corpus.putTime(story, b, i, item.filled() - i);
                }
            }
            network.answer(story, questions, count, true, found);
            for (int b = 0; b < count; b++) {
                wrong += found[b] == answers[b] ? 0 : 1;
            }
        }
        return 100.0 * wrong / items.size();
    }
}
