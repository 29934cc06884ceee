package org.memhop.core.random;

/**
 * Philox4x32-10: turns a 128-bit counter and a 64-bit key into 128 random bits, with no state in between.
 *
 * <p>Source: Salmon, Moraes, Dror, Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011. Its published
 * known-answer vectors are in this class's test.
 */
public final class Philox {
    private static final int ROUNDS = 10;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final long LOW_32 = 0xFFFFFFFFL;

    private Philox() {}

    /**
     * Computes one block.
     *
     * @param c0 counter, least significant word first
     * @param k0 key, least significant word first
     * @param out receives the four random words in its first four elements
     */
    public static void block(int c0, int c1, int c2, int c3, int k0, int k1, int[] out) {
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = MULTIPLIER_0 * (c0 & LOW_32);
            long product1 = MULTIPLIER_1 * (c2 & LOW_32);
            c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
            c1 = (int) product1;
            c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
            c3 = (int) product0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        out[0] = c0;
        out[1] = c1;
        out[2] = c2;
        out[3] = c3;
    }
}
