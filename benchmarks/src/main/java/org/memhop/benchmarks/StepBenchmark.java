package org.memhop.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One step of training: B 32, d 20, K 3, float32, gradients clipped by matrix, SGD. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls set-up methods first
public class StepBenchmark {
    @Param({"jvm", "yardstick", "jvm-plain", "yardstick-plain", "reference"})
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

    /** A step on the next batch; its loss. */
    @Benchmark
    public double step() {
        next = next + 1 == batches ? 0 : next + 1;
        return contender.step(next, Contender.RATE);
    }

    /** Lets go of the network. */
    @TearDown
    public void close() {
        contender.close();
    }
}
