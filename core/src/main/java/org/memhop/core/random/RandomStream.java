package org.memhop.core.random;

/**
 * A cursor over the random numbers of one (seed, purpose, step, index), which {@link #reset} points at another place
 * without allocating.
 *
 * <p>Layout of the {@link Philox} input: the key is the seed; of the counter, word 0 numbers the blocks drawn since the
 * reset, word 1 holds bits 0 to 31 of the step, word 2 the index, and word 3 the purpose's code in its upper 8 bits and
 * bits 32 to 55 of the step below. So streams never overlap for steps below 2<sup>56</sup> and up to 2<sup>34</sup>
 * drawn words each.
 *
 * <p>Everything is integer arithmetic, correctly rounded operations or {@code StrictMath}: the same bits on every machine.
 * Not safe for use by several threads at once; give each thread its own.
 */
public final class RandomStream {
    private static final long STEP_LIMIT = 1L << 56;
    private static final double DOUBLE_UNIT = 0x1.0p-53;

    private final int key0;
    private final int key1;
    private final int[] words = new int[4];

    private int block;
    private int counter1;
    private int counter2;
    private int counter3;
    private int used;
    private double spareGaussian;
    private boolean hasSpareGaussian;

    /** A stream at step 0 and index 0 of a purpose. */
    public RandomStream(long seed, Purpose purpose) {
        this.key0 = (int) seed;
        this.key1 = (int) (seed >>> 32);
        reset(purpose, 0, 0);
    }

    /**
     * Points this stream at the first number of (purpose, step, index); what was drawn before has no influence.
     *
     * @param step 0 or more, below 2<sup>56</sup>
     * @return this stream
     */
    public RandomStream reset(Purpose purpose, long step, int index) {
        if (step < 0 || step >= STEP_LIMIT) {
            throw new IllegalArgumentException("random stream " + purpose + ": step " + step + " is not in [0, 2^56)");
        }
        block = 0;
        counter1 = (int) step;
        counter2 = index;
        counter3 = purpose.code() << 24 | (int) (step >>> 32);
        used = words.length;
        hasSpareGaussian = false;
        return this;
    }

    /** 32 random bits. */
    public int nextInt() {
        if (used == words.length) {
            Philox.block(block++, counter1, counter2, counter3, key0, key1, words);
            used = 0;
        }
        return words[used++];
    }

    /** 64 random bits; the first word drawn is the upper half. */
    public long nextLong() {
        long upper = nextInt();
        return (upper << 32) | (nextInt() & 0xFFFFFFFFL);
    }

    /**
     * An integer from 0 to {@code bound} − 1, each equally likely.
     *
     * <p>Source: Lemire, "Fast Random Integer Generation in an Interval", ACM TOMACS 29(1), 2019.
     *
     * @param bound 1 or more
     */
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("random stream: bound " + bound + " is not 1 or more");
        }
        long product = (nextInt() & 0xFFFFFFFFL) * bound;
        // The 2^32 mod bound lowest fractions would make some results likelier than others.
        long rejected = (1L << 32) % bound;
        while ((product & 0xFFFFFFFFL) < rejected) {
            product = (nextInt() & 0xFFFFFFFFL) * bound;
        }
        return (int) (product >>> 32);
    }

    /** A double in [0, 1), a multiple of 2<sup>-53</sup>. */
    public double nextDouble() {
        return (nextLong() >>> 11) * DOUBLE_UNIT;
    }

    /** A normal deviate of mean 0 and standard deviation 1 (Box and Muller, 1958). */
    public double nextGaussian() {
        if (hasSpareGaussian) {
            hasSpareGaussian = false;
            return spareGaussian;
        }
        double open = 1.0 - nextDouble(); // (0, 1], so that the logarithm is finite
        double radius = StrictMath.sqrt(-2.0 * StrictMath.log(open));
        double angle = 2.0 * StrictMath.PI * nextDouble();
        spareGaussian = radius * StrictMath.sin(angle);
        hasSpareGaussian = true;
        return radius * StrictMath.cos(angle);
    }

    /** Puts the values into a random order, each equally likely (Fisher and Yates). */
    public void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int value = values[i];
            values[i] = values[j];
            values[j] = value;
        }
    }

    /** The numbers 0 to {@code length} − 1 in a random order. */
    public int[] permutation(int length) {
        int[] order = new int[length];
        for (int i = 0; i < length; i++) {
            order[i] = i;
        }
        shuffle(order);
        return order;
    }
}
