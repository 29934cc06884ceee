package org.memhop.benchmarks.yardstick;

import static jdk.incubator.vector.FloatVector.broadcast;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Multiplications and additions of vectors that never leave the registers: the most that the processors can do, which no product
 * of matrices reaches.
 */
public final class FmaPeak implements AutoCloseable {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int SUMS = 12; // independent of each other: more than are under way at once
    private static final int TURNS = 500_000;

    private final Team team;
    private final Team.Work work;

    /** On so many threads at once. */
    public FmaPeak(int threads) {
        team = new Team(threads);
        float[] totals = new float[threads];
        work = (thread, part) -> totals[thread] += turns(TURNS, 1e-9f * (part + 1));
    }

    /** Works once on every thread. */
    public void run() {
        team.run(team.threads(), work);
    }

    /** Floating point operations of a {@link #run}, a multiplication and an addition being two. */
    public double operations() {
        return 2.0 * SUMS * S.length() * TURNS * team.threads();
    }

    private static float turns(int count, float value) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector x = broadcast(S, value);
        FloatVector y = broadcast(S, 0.5f);
        FloatVector s0 = zero;
        FloatVector s1 = zero;
        FloatVector s2 = zero;
        FloatVector s3 = zero;
        FloatVector s4 = zero;
        FloatVector s5 = zero;
        FloatVector s6 = zero;
        FloatVector s7 = zero;
        FloatVector s8 = zero;
        FloatVector s9 = zero;
        FloatVector s10 = zero;
        FloatVector s11 = zero;
        for (int i = 0; i < count; i++) {
            s0 = x.fma(y, s0);
            s1 = x.fma(y, s1);
            s2 = x.fma(y, s2);
            s3 = x.fma(y, s3);
            s4 = x.fma(y, s4);
            s5 = x.fma(y, s5);
            s6 = x.fma(y, s6);
            s7 = x.fma(y, s7);
            s8 = x.fma(y, s8);
            s9 = x.fma(y, s9);
            s10 = x.fma(y, s10);
            s11 = x.fma(y, s11);
        }
        FloatVector low = zero.add(s0).add(s1).add(s2).add(s3).add(s4).add(s5);
        FloatVector high = zero.add(s6).add(s7).add(s8).add(s9).add(s10).add(s11);
        return low.add(high).reduceLanes(VectorOperators.ADD);
    }

    @Override
    public void close() {
        team.close();
    }
}
