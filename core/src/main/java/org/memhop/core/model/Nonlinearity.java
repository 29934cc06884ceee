package org.memhop.core.model;

import org.memhop.api.ConfigException;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.model.ModelContext;

/** What is done to the state after each hop. */
enum Nonlinearity {
    NONE {
        @Override
        Node apply(Scope g, Node state) {
            return state;
        }
    },
    RELU {
        @Override
        Node apply(Scope g, Node state) {
            return g.relu(state);
        }
    };

    abstract Node apply(Scope g, Node state);

    static Nonlinearity of(ModelContext model) {
        String name = model.setting("nonlinearity");
        return switch (name) {
            case "none" -> NONE;
            case "relu" -> RELU;
            default -> throw new ConfigException("setting nonlinearity: found " + name + "; expected none or relu");
        };
    }
}
