package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.backend.jvm.kernel.Kernels;
import org.memhop.backend.jvm.kernel.Layout;
import org.memhop.backend.jvm.kernel.Product;

/**
 * The pattern {@code a⊗u + b⊗v + …} for every batch item: what a memory learns as the keys of one hop and the values of
 * another, or, where hops share it, from every hop.
 */
record OuterSum(Node node, List<Node> terms) {
    static Optional<OuterSum> match(Node node, Uses uses) {
        if (node.op() != Op.ADD || node.type() != DType.F32) {
            return Optional.empty();
        }
        List<Node> terms = new ArrayList<>();
        boolean all = node.inputs().stream().allMatch(input -> collect(input, uses, terms));
        return all ? Optional.of(new OuterSum(node, List.copyOf(terms))) : Optional.empty();
    }

    private static boolean collect(Node node, Uses uses, List<Node> terms) {
        if (!uses.once(node)) {
            return false;
        } else if (node.op() == Op.ADD) {
            return node.inputs().stream().allMatch(input -> collect(input, uses, terms));
        }
        return isOuter(node) && terms.add(node);
    }

    private static boolean isOuter(Node node) {
        return node.op() == Op.MATMUL
                && node.input(0).shape().dim(((Attributes.MatMul) node.attributes()).transposeA() ? -2 : -1) == 1;
    }

    Recipe recipe() {
        List<Node> left = terms.stream().map(term -> term.input(0)).toList();
        List<Node> right = terms.stream().map(term -> term.input(1)).toList();
        List<Node> operands = new ArrayList<>(left);
        operands.addAll(right);
        return new Recipe(operands, List.of(), (values, y) -> {
            Operands found = new Operands(
                    left.stream().map(values::dense).toList(),
                    right.stream().map(values::dense).toList(),
                    node.shape().dim(-2),
                    node.shape().dim(-1));
            values.add(
                    terms.size() == 2 ? new OfTwo(node, found, y, values.kernels) : OfMany.of(node, found, y, values));
        });
    }

    /** For each batch item columns of {@code m} and rows of {@code n}. */
    private record Operands(List<Buffer> columns, List<Buffer> rows, int m, int n) {
        List<Buffer> all() {
            List<Buffer> all = new ArrayList<>(columns);
            all.addAll(rows);
            return all;
        }

        int batch(Buffer y) {
            return m * n == 0 ? 0 : y.size / (m * n);
        }
    }

    private static final class OfTwo extends Step {
        private final Operands operands;
        private final Buffer y;
        private final int batch;
        private final Kernels kernels;

        OfTwo(Node node, Operands operands, Buffer y, Kernels kernels) {
            super("sum of outer products " + node, operands.all(), List.of(y));
            this.operands = operands;
            this.y = y;
            this.batch = operands.batch(y);
            this.kernels = kernels;
            splits(batch, 2L * operands.m * operands.n);
        }

        @Override
        void compute(int from, int to) {
            float[] a = operands.columns.get(0).f32;
            float[] u = operands.rows.get(0).f32;
            float[] b = operands.columns.get(1).f32;
            float[] v = operands.rows.get(1).f32;
            int m = operands.m;
            int n = operands.n;
            for (int item = from; item < to && item < batch; item++) {
                kernels.outerSum(a, item * m, u, item * n, b, item * m, v, item * n, m, n, y.f32, item * m * n);
            }
        }
    }

    /** One product of matrices for each item, of all its columns and all its rows. */
    private static final class OfMany extends Step {
        private final Operands operands;
        private final Buffer y;
        private final Buffer scratch;
        private final int batch;
        private final Product product;
        private final int room;

        private OfMany(Node node, Operands operands, Buffer y, Buffer scratch, Product product, int room) {
            super("sum of " + operands.rows.size() + " outer products " + node, operands.all(), List.of(y, scratch));
            this.operands = operands;
            this.y = y;
            this.scratch = scratch;
            this.product = product;
            this.room = room;
            this.batch = operands.batch(y);
            splits(batch, (long) operands.rows.size() * operands.m * operands.n);
        }

        static Step of(Node node, Operands operands, Buffer y, Values values) {
            int terms = operands.rows.size();
            int m = operands.m;
            int n = operands.n;
            Product product = values.kernels.product(new Layout(m, n, terms, 1, m, n, 1));
            int room = terms * (m + n) + product.scratch();
            return new OfMany(node, operands, y, values.scratch(DType.F32, room * MOST_PARTS), product, room);
        }

        @Override
        void compute(int from, int to) {
            int m = operands.m;
            int n = operands.n;
            int terms = operands.rows.size();
            int left = partOf(from) * room; // [terms, m], then [terms, n], then what the product needs
            int right = left + terms * m;
            for (int item = from; item < to && item < batch; item++) {
                for (int t = 0; t < terms; t++) {
                    System.arraycopy(operands.columns.get(t).f32, item * m, scratch.f32, left + t * m, m);
                    System.arraycopy(operands.rows.get(t).f32, item * n, scratch.f32, right + t * n, n);
                }
                product.compute(
                        scratch.f32,
                        left,
                        scratch.f32,
                        right,
                        y.f32,
                        item * m * n,
                        m,
                        n,
                        scratch.f32,
                        right + terms * n);
            }
        }
    }
}
