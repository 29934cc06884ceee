package org.memhop.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Answers: 32 questions at once, and one alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls set-up methods first
public class AnswerBenchmark {
    @Param({"jvm", "yardstick", "jvm-plain", "yardstick-plain"})
    public String implementation;

    @Param({"1", "3"})
    public int task;

    private Contender contender;
    private int batches;
    private int next;

    /** Reads or generates the task and builds the network. */
    @Setup
    public void build() {
        Workload workload = Workload.of(Corpus.named(), task);
        contender = Contender.of(implementation, workload);
        batches = workload.batches().size();
    }

    /** The answers of the next batch; the time is that of one question. */
    @Benchmark
    @OperationsPerInvocation(Workload.BATCH)
    public int[] batch() {
        return contender.answer(advance());
    }

    /** The answer to the next question. */
    @Benchmark
    public int alone() {
        return contender.ask(advance());
    }

    private int advance() {
        next = next + 1 == batches ? 0 : next + 1;
        return next;
    }

    /** Lets go of the network. */
    @TearDown
    public void close() {
        contender.close();
    }
}
