package org.memhop.core.model;

import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.api.model.Initial;
import org.memhop.api.model.ModelContext;

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

    /** One for vectors of the model's dimension, which starts with gain 1 and bias 0. */
    static LayerNorm of(ModelContext model, String name) {
        Shape row = Shape.of(model.dimension());
        return new LayerNorm(
                model.parameter(name + ".gain", row, Initial.constant(1)),
                model.parameter(name + ".bias", row, Initial.constant(0)));
    }

    /** Each vector of the last axis normalised: [..., d] gives [..., d]. */
    Node apply(Scope g, Node x) {
        Node centred = g.sub(x, mean(g, x));
        Node variance = mean(g, g.mul(centred, centred));
        Node deviation = g.sqrt(g.add(variance, g.constant(EPSILON)));
        Node scale = g.div(g.constant(1.0), deviation); // divides once a vector, not once an element
        return g.add(g.mul(g.mul(centred, scale), g.variable(gain)), g.variable(bias));
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
