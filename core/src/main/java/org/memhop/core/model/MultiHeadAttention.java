package org.memhop.core.model;

import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.api.model.Initial;
import org.memhop.api.model.ModelContext;

/**
 * {@code [o_1 … o_H] W_o} with {@code o_h = softmax(x W_q^h (z W_k^h)ᵀ / √(d / H)) z W_v^h}: what x finds in z, H heads looking
 * side by side (Vaswani et al., 2017, section 3.2.2). Head h has block h of d / H columns of each matrix.
 *
 * @param heads H
 * @param query W_q, [d, d]
 * @param key W_k, [d, d]
 * @param value W_v, [d, d]
 * @param out W_o, [d, d]
 */
record MultiHeadAttention(int heads, Variable query, Variable key, Variable value, Variable out) {
    /** Far below any score, and finite. */
    private static final double NEVER = -1e30;

    /**
     * Names its parameters with a prefix, as in {@code slots.W_q}.
     *
     * @param heads a divisor of d
     */
    static MultiHeadAttention of(ModelContext model, String name, int heads) {
        return new MultiHeadAttention(
                heads,
                matrix(model, name + ".W_q"),
                matrix(model, name + ".W_k"),
                matrix(model, name + ".W_v"),
                matrix(model, name + ".W_o"));
    }

    private static Variable matrix(ModelContext model, String name) {
        int d = model.dimension();
        return model.parameter(name, Shape.of(d, d), new Initial(0, Math.sqrt(1.0 / d)));
    }

    /**
     * What every vector of x finds in those of z.
     *
     * @param x [B, M, d]
     * @param z [B, N, d]
     * @param present 1 where z holds something, I32 [B, N]; every row has such a place
     * @return [B, M, d]
     */
    Node apply(Scope g, Node x, Node z, Node present) {
        Shape shape = x.shape();
        int batch = shape.dim(0);
        int n = z.shape().dim(1);
        // The scale is multiplied into the matrix, which is smaller than what it makes.
        Node scaled = g.mul(g.variable(query), g.constant(1 / Math.sqrt((double) shape.dim(2) / heads)));
        Node queries = parted(g, x, scaled); // [B, H, M, d / H]
        Node keys = parted(g, z, g.variable(key)); // [B, H, N, d / H]
        Node values = parted(g, z, g.variable(value));
        Node never = g.mul(g.cast(g.equal(present, g.constant(0)), g.floating()), g.constant(NEVER));
        Node scores = g.add(g.matmul(queries, keys, false, true), g.reshape(never, Shape.of(batch, 1, 1, n)));
        Node found = g.matmul(g.softmax(scores), values); // [B, H, M, d / H]
        Node joined = g.reshape(g.transpose(found, 0, 2, 1, 3), flat(shape));
        return g.reshape(g.matmul(joined, g.variable(out)), shape);
    }

    /** What each head sees of every vector: [B, n, d] gives [B, H, n, d / H]. */
    private Node parted(Scope g, Node vectors, Node matrix) {
        Shape shape = vectors.shape();
        Node all = g.matmul(g.reshape(vectors, flat(shape)), matrix); // one product for the whole batch
        Node each = g.reshape(all, Shape.of(shape.dim(0), shape.dim(1), heads, shape.dim(2) / heads));
        return g.transpose(each, 0, 2, 1, 3);
    }

    private static Shape flat(Shape shape) {
        return Shape.of(shape.dim(0) * shape.dim(1), shape.dim(2));
    }
}
