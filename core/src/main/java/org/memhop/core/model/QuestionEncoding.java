package org.memhop.core.model;

import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.model.ModelContext;
import org.memhop.api.model.Question;
import org.memhop.api.model.Role;

/** The first state of both of the paper's controllers: {@code u¹ = Σ_j l_j ∘ B q_j}. */
record QuestionEncoding(ModelContext model) {
    Node encode(Scope g, Question question) {
        return model.encoder().encode(g, question.words(), model.table(Role.B, 0));
    }
}
