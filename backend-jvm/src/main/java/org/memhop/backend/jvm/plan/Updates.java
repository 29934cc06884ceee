package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.Variable;

/** The end of a plan: new values into variables, once all old ones have been read and nothing can fail any more. */
final class Updates {
    private Updates() {}

    static void commit(Graph graph, Values values, Function<Variable, Buffer> stored) {
        List<Step> commits = new ArrayList<>();
        graph.updates().forEach((variable, node) -> {
            Buffer from = values.dense(node);
            Buffer to = stored.apply(variable);
            if (from == to) {
                return;
            }
            if (from.kind == Buffer.Kind.VARIABLE) {
                // It may be overwritten by an earlier commit.
                Buffer old = values.scratch(from.type, from.size);
                values.add(CopyStep.of("old value for " + variable, View.dense(from, variable.shape()), old));
                from = old;
            }
            commits.add(CopyStep.of("update " + variable, View.dense(from, variable.shape()), to));
        });
        commits.forEach(values::add);
    }
}
