package org.memhop.backend.jvm.plan;

import java.util.List;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.backend.jvm.kernel.Doubles;
import org.memhop.backend.jvm.kernel.Layout;
import org.memhop.backend.jvm.kernel.Product;

/** MATMUL of every batch item in turn. */
final class MatMulStep extends Step {
    private static final int COLUMNS = 256;
    private static final int ROWS = 32;
    private static final int NARROWEST = 16;
    private static final int LEAST_TURNED = 1 << 13;
    private static final int MOST_TURNED = 1 << 19;

    private final Buffer a;
    private final Buffer b;
    private final Buffer y;
    private final Buffer scratch;
    private final Product product;
    private final Layout layout;
    private final int batch;
    private final boolean byColumns;

    private MatMulStep(Node node, Buffer a, Buffer b, Buffer y, Layout layout, Product product, Buffer scratch) {
        super(node.toString(), List.of(a, b), List.of(y, scratch));
        this.a = a;
        this.b = b;
        this.y = y;
        this.scratch = scratch;
        this.product = product;
        this.layout = layout;
        this.batch = leading(node);
        long cost = (long) layout.n() * layout.k();
        // Many products are cut between them; one by its rows, or by its columns if those are many more.
        this.byColumns = batch == 1 && layout.n() >= 2 * COLUMNS && layout.n() > layout.m();
        if (byColumns) {
            splits(columnBlocks(), (long) COLUMNS * layout.m() * layout.k());
        } else if (batch == 1) {
            splits((layout.m() + ROWS - 1) / ROWS, ROWS * cost);
        } else {
            splits(batch, layout.m() * cost);
        }
    }

    /** Adds the step of a product. */
    static void plan(Node node, Values values, Buffer y) {
        Attributes.MatMul flags = (Attributes.MatMul) node.attributes();
        int m = node.shape().dim(-2);
        int n = node.shape().dim(-1);
        int k = node.input(0).shape().dim(flags.transposeA() ? -2 : -1);
        Layout layout = new Layout(
                m,
                n,
                k,
                flags.transposeA() ? 1 : k,
                flags.transposeA() ? m : 1,
                flags.transposeB() ? 1 : n,
                flags.transposeB() ? k : 1);
        if (y.type == DType.F32 && leading(node) == 1 && LongProduct.suits(layout)) {
            LongProduct.plan(node, layout, values, y);
            return;
        }
        if (y.type == DType.F32 && leading(node) == 1 && ProductsByRows.suits(node)) {
            values.add(ProductsByRows.of(node + " by rows", List.of(node), values, y));
            return;
        }
        Buffer a = values.dense(node.input(0));
        Buffer b = values.dense(node.input(1));
        if (y.type == DType.F32 && flags.transposeB() && isWorthTurning(layout, b.size)) {
            b = values.turned(node.input(1));
            layout = new Layout(m, n, k, layout.aRow(), layout.aColumn(), n, 1);
        }
        Product product = values.kernels.product(layout);
        Buffer scratch = values.scratch(DType.F32, product.scratch() * MOST_PARTS);
        values.add(new MatMulStep(node, a, b, y, layout, product, scratch));
    }

    /**
     * Whether the second operand is better turned as a whole, once for all products with it, than some columns at a time for
     * each: what every hop reads is neither tiny nor as large as a vocabulary.
     */
    private static boolean isWorthTurning(Layout layout, int size) {
        return layout.m() >= NARROWEST
                && layout.n() >= NARROWEST
                && layout.k() >= NARROWEST
                && size >= LEAST_TURNED
                && size <= MOST_TURNED;
    }

    @Override
    void compute(int from, int to) {
        if (byColumns) {
            int last = to == columnBlocks() ? layout.n() : to * COLUMNS;
            product(from, 0, 0, layout.m(), from * COLUMNS, last);
        } else if (batch == 1) {
            product(from, 0, from * ROWS, Math.min(to * ROWS, layout.m()), 0, layout.n());
        } else {
            for (int item = from; item < to && item < batch; item++) {
                product(from, item, 0, layout.m(), 0, layout.n());
            }
        }
    }

    /**
     * Blocks of columns, of which the last takes what is left over if that is narrower than a vector may be: two parts that
     * shared columns would both add to them.
     */
    private int columnBlocks() {
        return (layout.n() + COLUMNS - NARROWEST) / COLUMNS;
    }

    private void product(int start, int item, int firstRow, int lastRow, int firstColumn, int lastColumn) {
        int m = layout.m();
        int n = layout.n();
        int k = layout.k();
        int aAt = item * m * k + firstRow * layout.aRow();
        int bAt = item * k * n + firstColumn * layout.bColumn();
        int yAt = (item * m + firstRow) * n + firstColumn;
        if (y.type == DType.F32) {
            product.compute(
                    a.f32,
                    aAt,
                    b.f32,
                    bAt,
                    y.f32,
                    yAt,
                    lastRow - firstRow,
                    lastColumn - firstColumn,
                    scratch.f32,
                    partOf(start) * product.scratch());
        } else {
            Doubles.matmul(a.f64, aAt, b.f64, bAt, y.f64, yAt, layout, lastRow - firstRow, lastColumn - firstColumn);
        }
    }

    private static int leading(Node node) {
        int batch = 1;
        for (int axis = 0; axis < node.shape().rank() - 2; axis++) {
            batch *= node.shape().dim(axis);
        }
        return batch;
    }
}
