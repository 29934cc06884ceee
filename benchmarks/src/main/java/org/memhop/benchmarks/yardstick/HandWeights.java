package org.memhop.benchmarks.yardstick;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The table that each role of the network reads; tied roles hold the same array, so their gradients add up in one array.
 *
 * @param a input side of the memory, a table {@code [V, d]} for each hop
 * @param c output side of the memory, a table {@code [V, d]} for each hop
 * @param b the question's table, {@code [V, d]}
 * @param w the answer's rows, {@code [V, d]}
 * @param h the matrix {@code [d, d]} between hops of layer-wise tying; empty where the state passes unchanged
 * @param timeA temporal rows of the input side, {@code [rows, d]} for each hop; an empty list without temporal rows
 * @param timeC temporal rows of the output side, likewise
 */
public record HandWeights(
        List<double[][]> a,
        List<double[][]> c,
        double[][] b,
        double[][] w,
        Optional<double[][]> h,
        List<double[][]> timeA,
        List<double[][]> timeC) {

    /**
     * Adjacent tying: {@code A^{k+1} = C^k}, {@code B = A^1}, {@code W^T = C^K}, and the temporal rows like A and C.
     *
     * @param e {@code [K+1, V, d]}
     * @param t {@code [K+1, rows, d]}, or an array of length 0 for no temporal rows
     */
    public static HandWeights adjacent(double[][][] e, double[][][] t) {
        return new HandWeights(
                allButLast(e), allButFirst(e), e[0], e[e.length - 1], Optional.empty(), allButLast(t), allButFirst(t));
    }

    /**
     * Layer-wise tying: every hop reads the same A and C, and {@code u^{k+1} = H u^k + o^k}.
     *
     * @param time {@code [2, rows, d]}, T_A and T_C of every hop, or an array of length 0 for no temporal rows
     */
    public static HandWeights layerWise(
            int hops, double[][] a, double[][] c, double[][] b, double[][] w, double[][] h, double[][][] time) {
        return new HandWeights(
                Collections.nCopies(hops, a),
                Collections.nCopies(hops, c),
                b,
                w,
                Optional.of(h),
                time.length == 0 ? List.of() : Collections.nCopies(hops, time[0]),
                time.length == 0 ? List.of() : Collections.nCopies(hops, time[1]));
    }

    /** Zeros in the same shapes, tied where these weights are tied. */
    public HandWeights zerosAlike() {
        IdentityHashMap<double[][], double[][]> zeros = new IdentityHashMap<>();
        return new HandWeights(
                twins(a, zeros),
                twins(c, zeros),
                twin(b, zeros),
                twin(w, zeros),
                h.map(matrix -> twin(matrix, zeros)),
                twins(timeA, zeros),
                twins(timeC, zeros));
    }

    /** Every parameter once, tied or not, in an order that depends on the tying alone. */
    public List<double[][]> distinct() {
        Set<double[][]> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<double[][]> distinct = new ArrayList<>();
        for (double[][] table : roles()) {
            if (seen.add(table)) {
                distinct.add(table);
            }
        }
        return distinct;
    }

    private List<double[][]> roles() {
        List<double[][]> roles = new ArrayList<>(a);
        roles.addAll(c);
        roles.add(b);
        roles.add(w);
        h.ifPresent(roles::add);
        roles.addAll(timeA);
        roles.addAll(timeC);
        return roles;
    }

    private static List<double[][]> twins(List<double[][]> tables, IdentityHashMap<double[][], double[][]> zeros) {
        return tables.stream().map(table -> twin(table, zeros)).toList();
    }

    private static double[][] twin(double[][] table, IdentityHashMap<double[][], double[][]> zeros) {
        return zeros.computeIfAbsent(table, like -> new double[like.length][like[0].length]);
    }

    private static List<double[][]> allButLast(double[][][] tables) {
        return Arrays.asList(tables).subList(0, Math.max(0, tables.length - 1));
    }

    private static List<double[][]> allButFirst(double[][][] tables) {
        return Arrays.asList(tables).subList(Math.min(1, tables.length), tables.length);
    }
}
