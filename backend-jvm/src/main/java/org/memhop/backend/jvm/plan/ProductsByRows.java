package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.backend.jvm.kernel.Kernels;
import org.memhop.backend.jvm.kernel.Layout;
import org.memhop.backend.jvm.kernel.Product;

/**
 * A sum of products {@code aᵀ b} of single matrices, some rows of the result at a time: product after product is added to them
 * while they are near. A product over many terms is one of several, each over so few that its operands stay near too.
 */
final class ProductsByRows extends Step {
    private static final int ROWS = 32;
    private static final int TERMS = 256;
    private static final int MANY = 3 * TERMS;

    /** Rows {@code start} to {@code start + k} of a and b. */
    private record Term(Buffer a, Buffer b, int start, Product product) {}

    private final Term[] terms; // no list, whose iterator would be the only thing that a run allocates
    private final Buffer y;
    private final Buffer scratch;
    private final int room;
    private final int m;
    private final int n;
    private final Kernels kernels;

    private ProductsByRows(
            String name,
            List<Buffer> operands,
            List<Term> terms,
            long cost,
            Buffer y,
            Buffer scratch,
            int room,
            int m,
            int n,
            Kernels kernels) {
        super(name, operands, List.of(y, scratch));
        this.terms = terms.toArray(new Term[0]);
        this.y = y;
        this.scratch = scratch;
        this.room = room;
        this.m = m;
        this.n = n;
        this.kernels = kernels;
        splits(blocks(m), ROWS * cost);
    }

    /** Whether a product of single matrices, {@code aᵀ b}, sums over so many terms that it is better computed so. */
    static boolean suits(Node node) {
        return node.attributes().equals(new Attributes.MatMul(true, false))
                && node.shape().dim(-2) > 1
                && node.shape().dim(-1) > 1
                && node.input(0).shape().dim(-2) > MANY;
    }

    /** The step of the sum of some products of one shape. */
    static Step of(String name, List<Node> products, Values values, Buffer y) {
        int m = products.get(0).shape().dim(-2);
        int n = products.get(0).shape().dim(-1);
        List<Buffer> operands = new ArrayList<>();
        List<Term> terms = new ArrayList<>();
        Map<Integer, Product> kinds = new HashMap<>();
        int room = 0;
        long cost = 0;
        for (Node node : products) {
            Buffer a = values.dense(node.input(0));
            Buffer b = values.dense(node.input(1));
            operands.add(a);
            operands.add(b);
            int rows = node.input(0).shape().dim(-2);
            for (int start = 0; start < rows; start += TERMS) {
                Product product = kinds.computeIfAbsent(
                        Math.min(TERMS, rows - start), k -> values.kernels.product(new Layout(m, n, k, 1, m, n, 1)));
                terms.add(new Term(a, b, start, product));
                room = Math.max(room, product.scratch());
            }
            cost += (long) rows * n;
        }
        room += ROWS * n;
        Buffer scratch = values.scratch(DType.F32, room * Math.min(MOST_PARTS, blocks(m)));
        return new ProductsByRows(name, operands, terms, cost, y, scratch, room, m, n, values.kernels);
    }

    private static int blocks(int m) {
        return (m + ROWS - 1) / ROWS;
    }

    @Override
    void compute(int from, int to) {
        int sum = partOf(from) * room; // [ROWS, n], then what a product needs
        int after = sum + ROWS * n;
        for (int first = from * ROWS; first < Math.min(to * ROWS, m); first += ROWS) {
            int rows = Math.min(ROWS, m - first);
            boolean more = false;
            for (Term term : terms) {
                float[] into = more ? scratch.f32 : y.f32;
                int at = more ? sum : first * n;
                int left = term.start * m + first;
                term.product.compute(
                        term.a.f32, left, term.b.f32, term.start * n, into, at, rows, n, scratch.f32, after);
                if (more) {
                    kernels.addRow(scratch.f32, sum, rows * n, y.f32, first * n);
                }
                more = true;
            }
        }
    }
}
