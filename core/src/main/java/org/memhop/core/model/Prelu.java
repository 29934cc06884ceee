package org.memhop.core.model;

import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.api.model.Initial;
import org.memhop.api.model.ModelContext;

/**
 * {@code φ(x) = x} where x is positive, elsewhere {@code a ∘ x} (He et al., 2015, Delving Deep into Rectifiers): each unit
 * learns its slope. Slopes start at 1, so that the function starts as the identity.
 *
 * @param slopes a, [d]
 */
record Prelu(Variable slopes) {
    static Prelu of(ModelContext model, String name) {
        return new Prelu(model.parameter(name, Shape.of(model.dimension()), Initial.constant(1)));
    }

    /** [..., d] gives [..., d]. */
    Node apply(Scope g, Node x) {
        Node rising = g.greater(x, g.constant(0.0));
        return g.mul(x, g.where(rising, g.constant(1.0), g.variable(slopes)));
    }
}
