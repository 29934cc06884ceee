package org.memhop.benchmarks.yardstick;

/**
 * How a yardstick network is trained: the authors' bAbI recipe.
 *
 * @param dimension d
 * @param linearEpochs epochs without the softmax
 * @param softmaxEpochs epochs with it
 * @param halving epochs of the softmax phase after which the learning rate is halved, again and again
 * @param linearRate learning rate without the softmax
 * @param softmaxRate learning rate with it, at first
 */
record Recipe(int dimension, int linearEpochs, int softmaxEpochs, int halving, float linearRate, float softmaxRate) {
    static final int HOPS = 3;
    static final int CAPACITY = 50;
    static final int BATCH = 32;
    static final float CLIP = 40;
    static final double DEVIATION = 0.1;
    static final double NOISE = 0.1;
    static final double HELD_OUT = 0.1;

    /** One task at a time. */
    static Recipe singleTask() {
        return new Recipe(20, 20, 100, 25, 0.005f, 0.005f);
    }

    /** All tasks together. */
    static Recipe joint() {
        return new Recipe(50, 30, 60, 15, 0.005f, 0.005f);
    }
}
