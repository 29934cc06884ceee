package org.memhop.core.optimize;

import java.util.List;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;

/** A rule that turns a parameter's gradient into its next value, as graph updates. */
public sealed interface Optimizer {
    /** What must be remembered for a parameter between steps; starts at zero. */
    List<Variable> state(Variable parameter);

    /** Adds the updates of a parameter and of its state. {@code rate} is a scalar. */
    void update(Scope g, Variable parameter, Node gradient, Node rate);

    /** Gradient descent: {@code θ ← θ − η g}. */
    record Sgd() implements Optimizer {
        @Override
        public List<Variable> state(Variable parameter) {
            return List.of();
        }

        @Override
        public void update(Scope g, Variable parameter, Node gradient, Node rate) {
            g.update(parameter, g.sub(g.variable(parameter), g.mul(gradient, rate)));
        }
    }

    /** Heavy ball: {@code v ← μ v + g, θ ← θ − η v} (Polyak, 1964). */
    record Momentum(double momentum) implements Optimizer {
        @Override
        public List<Variable> state(Variable parameter) {
            return List.of(slot(parameter, "velocity"));
        }

        @Override
        public void update(Scope g, Variable parameter, Node gradient, Node rate) {
            Variable velocity = slot(parameter, "velocity");
            Node next = g.add(g.mul(g.variable(velocity), g.constant(momentum)), gradient);
            g.update(velocity, next);
            g.update(parameter, g.sub(g.variable(parameter), g.mul(next, rate)));
        }
    }

    /** {@code s ← s + g², θ ← θ − η g / (√s + ε)} (Duchi et al., 2011). */
    record Adagrad(double epsilon) implements Optimizer {
        @Override
        public List<Variable> state(Variable parameter) {
            return List.of(slot(parameter, "squares"));
        }

        @Override
        public void update(Scope g, Variable parameter, Node gradient, Node rate) {
            Variable squares = slot(parameter, "squares");
            Node next = g.add(g.variable(squares), g.mul(gradient, gradient));
            g.update(squares, next);
            Node scale = g.add(g.sqrt(next), g.constant(epsilon));
            g.update(parameter, g.sub(g.variable(parameter), g.mul(g.div(gradient, scale), rate)));
        }
    }

    /**
     * {@code m ← β₁ m + (1−β₁) g, s ← β₂ s + (1−β₂) g², θ ← θ − η m̂ / (√ŝ + ε)}, both divided by {@code 1 − βᵗ} (Kingma and
     * Ba, 2015, algorithm 1). The decays {@code 1 − βᵗ} are kept as state, so that a step needs no counter.
     */
    record Adam(double beta1, double beta2, double epsilon) implements Optimizer {
        @Override
        public List<Variable> state(Variable parameter) {
            return List.of(
                    slot(parameter, "mean"),
                    slot(parameter, "squares"),
                    scalar(parameter, "mean-weight"),
                    scalar(parameter, "squares-weight"));
        }

        @Override
        public void update(Scope g, Variable parameter, Node gradient, Node rate) {
            Node mean = average(g, slot(parameter, "mean"), beta1, gradient);
            Node squares = average(g, slot(parameter, "squares"), beta2, g.mul(gradient, gradient));
            // The same average over a series of ones is 1 − βᵗ.
            Node meanWeight = average(g, scalar(parameter, "mean-weight"), beta1, g.constant(1.0));
            Node squaresWeight = average(g, scalar(parameter, "squares-weight"), beta2, g.constant(1.0));
            Node scale = g.add(g.sqrt(g.div(squares, squaresWeight)), g.constant(epsilon));
            Node step = g.div(g.div(mean, meanWeight), scale);
            g.update(parameter, g.sub(g.variable(parameter), g.mul(step, rate)));
        }

        private static Node average(Scope g, Variable variable, double beta, Node value) {
            Node next = g.add(g.mul(g.variable(variable), g.constant(beta)), g.mul(value, g.constant(1 - beta)));
            g.update(variable, next);
            return next;
        }

        private static Variable scalar(Variable parameter, String name) {
            return new Variable(parameter.name() + "/" + name, parameter.type(), Shape.SCALAR);
        }
    }

    private static Variable slot(Variable parameter, String name) {
        return new Variable(parameter.name() + "/" + name, parameter.type(), parameter.shape());
    }
}
