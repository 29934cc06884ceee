package org.memhop.benchmarks.yardstick;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.memhop.benchmarks.yardstick.EncodedCorpus.Item;
import org.memhop.tasks.babi.format.BabiDirectory;

/**
 * Times the fused network on one thread, on batches of a real task: {@code YardstickSpeed DIRECTORY [--plain] [TASK…]}.
 *
 * <p>Prints the median of 25 rounds in processor time, which other jobs on the machine disturb less than wall time.
 */
public final class YardstickSpeed {
    private static final int ROUNDS = 25;
    private static final int WARM_UP = 10;
    private static final int PASSES = 20;

    private YardstickSpeed() {}

    /** Runs the program. */
    public static void main(String[] args) {
        List<String> options = Arrays.asList(args).subList(1, args.length);
        boolean vectorised = !options.contains("--plain");
        BabiDirectory directory = BabiDirectory.open(Path.of(args[0]));
        for (String option : options) {
            if (!option.startsWith("--")) {
                measure(directory, Integer.parseInt(option), vectorised);
            }
        }
    }

    private static void measure(BabiDirectory directory, int task, boolean vectorised) {
        EncodedCorpus corpus = EncodedCorpus.read(directory, List.of(task), Recipe.CAPACITY);
        FusedTrainer trainer = new FusedTrainer(corpus, Recipe.singleTask(), vectorised, 1);
        FusedMemN2N network = trainer.network();
        Batch[] batches = batches(corpus);
        int[] found = new int[Recipe.BATCH];

        Cost step = cost(() -> {
            for (Batch batch : batches) {
                network.train(batch.story, batch.questions, batch.answers, Recipe.BATCH, true, 1e-6f, Recipe.CLIP);
            }
        });
        Cost answer = cost(() -> {
            for (Batch batch : batches) {
                network.answer(batch.story, batch.questions, Recipe.BATCH, true, found);
            }
        });
        System.out.printf(
                "task %d: %s%n  training %.4f ms a step, %d bytes allocated; answering %,.0f questions/s, %d bytes%n",
                task,
                corpus.sizes(Recipe.HOPS, Recipe.singleTask().dimension()),
                step.seconds / batches.length * 1e3,
                step.bytes / batches.length,
                batches.length * Recipe.BATCH / answer.seconds,
                answer.bytes / batches.length);
    }

    private record Batch(int[] story, int[] questions, int[] answers) {}

    /** An epoch of random questions, with time words and without noise. */
    private static Batch[] batches(EncodedCorpus corpus) {
        SplittableRandom random = new SplittableRandom(1);
        Batch[] batches = new Batch[corpus.train().size() / Recipe.BATCH];
        for (int n = 0; n < batches.length; n++) {
            batches[n] = new Batch(
                    new int[Recipe.BATCH * corpus.slots() * corpus.sentenceLength()],
                    new int[Recipe.BATCH * corpus.questionLength()],
                    new int[Recipe.BATCH]);
            for (int b = 0; b < Recipe.BATCH; b++) {
                Item item = corpus.train().get(random.nextInt(corpus.train().size()));
                corpus.put(item, b, batches[n].story, batches[n].questions, batches[n].answers);
                for (int i = 0; i < item.filled(); i++) {
                    corpus.putTime(batches[n].story, b, i, item.filled() - i);
                }
            }
        }
        return batches;
    }

    private record Cost(double seconds, long bytes) {}

    /** What the work costs once, the median over the rounds, each of several passes. */
    private static Cost cost(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] seconds = new double[ROUNDS];
        long[] bytes = new long[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long start = threads.getCurrentThreadCpuTime();
            for (int pass = 0; pass < PASSES; pass++) {
                work.run();
            }
            if (round >= 0) {
                seconds[round] = (threads.getCurrentThreadCpuTime() - start) / 1e9 / PASSES;
                bytes[round] = (threads.getCurrentThreadAllocatedBytes() - allocated) / PASSES;
            }
        }
        Arrays.sort(seconds);
        Arrays.sort(bytes);
        return new Cost(seconds[ROUNDS / 2], bytes[ROUNDS / 2]);
    }
}
