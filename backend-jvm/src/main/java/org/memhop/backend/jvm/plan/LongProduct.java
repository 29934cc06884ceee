package org.memhop.backend.jvm.plan;

import java.util.List;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.backend.jvm.kernel.Layout;
import org.memhop.backend.jvm.kernel.Product;

/**
 * A MATMUL that sums over far more terms than its result has rows or columns, as the gradient of a state does over a
 * vocabulary: a product for every thousand terms, side by side, and then their sum. Each operand is read once.
 */
final class LongProduct extends Step {
    /** Terms of one part: five of the panels that the tiles of a large product are made from. */
    private static final int TERMS = 960;

    private static final int LEAST_PARTS = 4;
    private static final int LARGEST_RESULT = 1 << 16;

    private final Buffer a;
    private final Buffer b;
    private final Buffer partial;
    private final Buffer scratch;
    private final Layout layout;
    private final Product product;
    private final Product rest;
    private final int room;

    private LongProduct(
            String name,
            Buffer a,
            Buffer b,
            Buffer partial,
            Buffer scratch,
            Layout layout,
            Product product,
            Product rest,
            int room) {
        super(name, List.of(a, b), List.of(partial, scratch));
        this.a = a;
        this.b = b;
        this.partial = partial;
        this.scratch = scratch;
        this.layout = layout;
        this.product = product;
        this.rest = rest;
        this.room = room;
        splits(parts(layout), (long) TERMS * layout.m() * layout.n());
    }

    /** Whether a product of single matrices is better computed so. */
    static boolean suits(Layout layout) {
        long result = (long) layout.m() * layout.n();
        boolean matrices = layout.m() > 1 && layout.n() > 1; // a product with a vector reads everything once as it is
        return matrices && layout.k() > LEAST_PARTS * TERMS && result <= LARGEST_RESULT;
    }

    /** Adds the steps of a product that suits. */
    static void plan(Node node, Layout layout, Values values, Buffer y) {
        int parts = parts(layout);
        int size = layout.m() * layout.n();
        Product product = values.kernels.product(withTerms(layout, TERMS));
        Product rest = values.kernels.product(withTerms(layout, layout.k() - (parts - 1) * TERMS));
        int room = Math.max(product.scratch(), rest.scratch());
        Buffer partial = values.scratch(DType.F32, parts * size);
        values.add(new LongProduct(
                node + " by terms",
                values.dense(node.input(0)),
                values.dense(node.input(1)),
                partial,
                values.scratch(DType.F32, room * parts),
                layout,
                product,
                rest,
                room));
        values.add(new SumStep("sum of the terms of " + node, partial, y, 1, parts, size, values.kernels));
    }

    private static int parts(Layout layout) {
        return (layout.k() + TERMS - 1) / TERMS;
    }

    private static Layout withTerms(Layout layout, int k) {
        return new Layout(layout.m(), layout.n(), k, layout.aRow(), layout.aColumn(), layout.bRow(), layout.bColumn());
    }

    @Override
    void compute(int from, int to) {
        int parts = parts(layout);
        for (int part = from; part < to && part < parts; part++) {
            (part < parts - 1 ? product : rest)
                    .compute(
                            a.f32,
                            part * TERMS * layout.aColumn(),
                            b.f32,
                            part * TERMS * layout.bRow(),
                            partial.f32,
                            part * layout.m() * layout.n(),
                            layout.m(),
                            layout.n(),
                            scratch.f32,
                            part * room);
        }
    }
}
