package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Shape;
import org.memhop.backend.jvm.kernel.Layout;
import org.memhop.backend.jvm.kernel.Product;

/**
 * The pattern {@code aᵀ u + bᵀ v + …}: what a matrix learns that several hops multiply with. Of single matrices some rows of the
 * result are added up, product after product, while they are near; of many small ones the operands of each item are first laid
 * below each other, so that one product has all the terms.
 */
record ProductSum(Node node, List<Node> terms) {
    static Optional<ProductSum> match(Node node, Uses uses) {
        if (node.op() != Op.ADD || node.type() != DType.F32) {
            return Optional.empty();
        }
        List<Node> terms = new ArrayList<>();
        boolean all = node.inputs().stream().allMatch(input -> collect(input, uses, terms));
        return all ? Optional.of(new ProductSum(node, List.copyOf(terms))) : Optional.empty();
    }

    private static boolean collect(Node node, Uses uses, List<Node> terms) {
        if (!uses.once(node)) {
            return false;
        } else if (node.op() == Op.ADD) {
            return node.inputs().stream().allMatch(input -> collect(input, uses, terms));
        }
        return isTerm(node) && terms.add(node);
    }

    private static boolean isTerm(Node node) {
        boolean product = node.op() == Op.MATMUL
                && node.attributes().equals(new Attributes.MatMul(true, false))
                && node.shape().size() > 0
                && node.input(0).shape().dim(-2) > 0;
        return product
                && OutputLayer.logits(node).isEmpty()
                && !(batch(node.shape()) == 1
                        && LongProduct.suits(layout(node, node.input(0).shape().dim(-2))));
    }

    private static int batch(Shape shape) {
        return shape.size() / (shape.dim(-2) * shape.dim(-1));
    }

    /** Of a product like a term's, over so many terms of its own. */
    private static Layout layout(Node node, int k) {
        int m = node.shape().dim(-2);
        int n = node.shape().dim(-1);
        return new Layout(m, n, k, 1, m, n, 1);
    }

    Recipe recipe() {
        List<Node> operands = new ArrayList<>();
        terms.forEach(term -> operands.addAll(term.inputs()));
        return new Recipe(
                operands,
                List.of(),
                (values, y) -> values.add(
                        batch(node.shape()) == 1
                                ? ProductsByRows.of(name(), terms, values, y)
                                : OfItems.of(this, values, y)));
    }

    private List<Buffer> operands(Values values) {
        return terms.stream()
                .flatMap(term -> term.inputs().stream())
                .map(values::dense)
                .toList();
    }

    /** How many rows the operands of each term have. */
    private int[] lengths() {
        return terms.stream().mapToInt(term -> term.input(0).shape().dim(-2)).toArray();
    }

    private String name() {
        return "sum of " + terms.size() + " products " + node;
    }

    /** One product for each item. */
    private static final class OfItems extends Step {
        private final List<Buffer> operands;
        private final int[] lengths;
        private final Product product;
        private final Buffer y;
        private final Buffer scratch;
        private final int room;
        private final int batch;
        private final int k;
        private final int m;
        private final int n;

        private OfItems(
                ProductSum sum, List<Buffer> operands, Product product, int k, Buffer y, Buffer scratch, int room) {
            super(sum.name(), operands, List.of(y, scratch));
            this.operands = operands;
            this.lengths = sum.lengths();
            this.product = product;
            this.k = k;
            this.y = y;
            this.scratch = scratch;
            this.room = room;
            m = sum.node.shape().dim(-2);
            n = sum.node.shape().dim(-1);
            batch = batch(sum.node.shape());
            splits(batch, (long) m * n * k);
        }

        static Step of(ProductSum sum, Values values, Buffer y) {
            int k = 0;
            for (int length : sum.lengths()) {
                k += length;
            }
            Product product = values.kernels.product(layout(sum.node, k));
            int room = k * (sum.node.shape().dim(-2) + sum.node.shape().dim(-1)) + product.scratch();
            Buffer scratch = values.scratch(DType.F32, room * Math.min(MOST_PARTS, batch(sum.node.shape())));
            return new OfItems(sum, sum.operands(values), product, k, y, scratch, room);
        }

        @Override
        void compute(int from, int to) {
            int left = partOf(from) * room; // [k, m], then [k, n], then what the product needs
            int right = left + k * m;
            for (int item = from; item < to && item < batch; item++) {
                int row = 0;
                for (int t = 0; t < lengths.length; t++) {
                    int rows = lengths[t];
                    float[] a = operands.get(2 * t).f32;
                    float[] b = operands.get(2 * t + 1).f32;
                    System.arraycopy(a, item * rows * m, scratch.f32, left + row * m, rows * m);
                    System.arraycopy(b, item * rows * n, scratch.f32, right + row * n, rows * n);
                    row += rows;
                }
                int after = right + k * n;
                product.compute(scratch.f32, left, scratch.f32, right, y.f32, item * m * n, m, n, scratch.f32, after);
            }
        }
    }
}
