package org.memhop.core.model;

import java.util.List;
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
    },
    /** On the second half of the units; the first half stays linear (the paper, section 5). */
    RELU_HALF {
        @Override
        Node apply(Scope g, Node state) {
            int batch = state.shape().dim(0);
            int units = state.shape().dim(1);
            int linear = units / 2;
            Node kept = g.slice(state, List.of(0, 0), List.of(batch, linear));
            Node bent = g.relu(g.slice(state, List.of(0, linear), List.of(batch, units - linear)));
            return g.concat(1, List.of(kept, bent));
        }
    };

    abstract Node apply(Scope g, Node state);

    static Nonlinearity of(ModelContext model) {
        String name = model.setting("nonlinearity");
        return switch (name) {
            case "none" -> NONE;
            case "relu" -> RELU;
            case "relu-half" -> RELU_HALF;
            default ->
                throw new ConfigException("setting nonlinearity: found " + name + "; expected none, relu or relu-half");
        };
    }
}
