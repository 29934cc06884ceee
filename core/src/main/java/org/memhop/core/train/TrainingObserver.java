package org.memhop.core.train;

/** Watches a training, and may stop it. Called on the thread that trains. */
public interface TrainingObserver {
    /** Watches nothing. */
    TrainingObserver NONE = new TrainingObserver() {};

    /**
     * After each step.
     *
     * @param loss mean loss of the batch
     * @return whether to go on; if not, the training stops here and can be taken up again
     */
    default boolean step(Trainer trainer, double loss) {
        return true;
    }

    /** After each epoch. */
    default void epoch(Trainer trainer, EpochReport report) {}
}
