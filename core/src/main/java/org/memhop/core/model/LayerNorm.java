package org.memhop.core.model;

import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;

/**
 * {@code y = g ∘ (x − μ) / √(σ² + ε) + b}, μ and σ² the mean and the variance of the last axis, ε = 10⁻⁵ (Ba, Kiros, Hinton,
 * 2016, equation 4).
 *
 * @param gain g, [d]
 * @param bias b, [d]
 */
record LayerNorm(Variable gain, Variable bias) {
    /** What keeps the root of a constant vector's variance, and its slope, finite. */
    static final double EPSILON = 1e-5;

    /** Each vector of the last axis normalised: [..., d] gives [..., d]. */
    Node apply(Scope g, Node x) {
        Node centred = g.sub(x, mean(g, x));
        Node variance = mean(g, g.mul(centred, centred));
        Node deviation = g.sqrt(g.add(variance, g.constant(EPSILON)));
        return g.add(g.mul(g.div(centred, deviation), g.variable(gain)), g.variable(bias));
    }

    /** [..., d] gives [..., 1]. */
    private static Node mean(Scope g, Node x) {
        Shape shape = x.shape();
        Node sum = g.sum(x, -1);
        return g.reshape(
                g.mul(sum, g.constant(1.0 / shape.dim(-1))),
                sum.shape().insert(sum.shape().rank(), 1));
    }
}
