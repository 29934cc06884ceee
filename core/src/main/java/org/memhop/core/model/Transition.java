package org.memhop.core.model;

import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.api.model.Initial;
import org.memhop.api.model.ModelContext;

/**
 * {@code y = LN(x + relu(x W_1 + b_1) W_2 + b_2)}, of each vector by itself (Vaswani et al., 2017, equation 2, with its
 * residual connection and layer normalisation).
 *
 * @param enter W_1, [d, w]
 * @param enterBias b_1, [w]
 * @param leave W_2, [w, d]
 * @param leaveBias b_2, [d]
 */
record Transition(Variable enter, Variable enterBias, Variable leave, Variable leaveBias, LayerNorm norm) {
    /** Names its parameters with a prefix, as in {@code slots.W_1}. */
    static Transition of(ModelContext model, String name, int width) {
        int d = model.dimension();
        return new Transition(
                model.parameter(name + ".W_1", Shape.of(d, width), new Initial(0, Math.sqrt(1.0 / d))),
                model.parameter(name + ".b_1", Shape.of(width), Initial.constant(0)),
                model.parameter(name + ".W_2", Shape.of(width, d), new Initial(0, Math.sqrt(1.0 / width))),
                model.parameter(name + ".b_2", Shape.of(d), Initial.constant(0)),
                LayerNorm.of(model, name + ".transition"));
    }

    /** The option {@code width} of a component: w, or 0 for 2 d. */
    static int width(ModelContext model) {
        int width = model.option("width", 0, 0, 1 << 16);
        return width == 0 ? 2 * model.dimension() : width;
    }

    /** [n, d] gives [n, d]. */
    Node apply(Scope g, Node x) {
        Node inner = g.relu(g.add(g.matmul(x, g.variable(enter)), g.variable(enterBias))); // [n, w]
        Node outer = g.add(g.matmul(inner, g.variable(leave)), g.variable(leaveBias)); // [n, d]
        return norm.apply(g, g.add(x, outer));
    }
}
