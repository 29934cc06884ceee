package org.memhop.core.model;

import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.model.ModelContext;
import org.memhop.api.model.Question;
import org.memhop.api.model.Role;

/** u¹ of both of the paper's controllers, [B, d]. */
@FunctionalInterface
interface FirstState {
    /** What every unit of a constant first state holds; it is not learned (the paper, section 5). */
    double CONSTANT = 0.1;

    Node build(Scope g, Question question);

    /** As the setting {@code first-state} says. */
    static FirstState of(ModelContext model) {
        return model.setting("first-state").equals("constant")
                ? (g, question) -> constant(g, question.words().shape().dim(0), model.dimension())
                : (g, question) -> model.encoder().encode(g, question.words(), model.table(Role.B, 0));
    }

    private static Node constant(Scope g, int batch, int d) {
        return g.broadcastTo(g.constant(CONSTANT), Shape.of(batch, d));
    }
}
