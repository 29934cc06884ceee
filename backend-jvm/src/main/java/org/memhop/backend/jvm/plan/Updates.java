package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;

/** The end of a plan: new values into variables, once all old ones have been read and nothing can fail any more. */
final class Updates {
    private Updates() {}

    static void commit(Graph graph, Values values, Function<Variable, Buffer> stored) {
        Map<Buffer, Buffer> targets = new LinkedHashMap<>();
        List<Step> copies = new ArrayList<>();
        int before = values.steps.size();
        graph.updates().forEach((variable, node) -> {
            Buffer from = values.dense(node);
            Buffer to = stored.apply(variable);
            if (from == to) {
                return;
            }
            if (from.kind == Buffer.Kind.SCRATCH
                    && !targets.containsKey(from)
                    && canWriteInPlace(values.steps, from, to)) {
                targets.put(from, to);
                return;
            }
            if (from.kind == Buffer.Kind.VARIABLE) {
                // It may be overwritten by an earlier commit.
                Buffer old = values.scratch(from.type, from.size);
                values.add(CopyStep.of("old value for " + variable, View.dense(from, variable.shape()), old));
                from = old;
            }
            copies.add(CopyStep.of("update " + variable, View.dense(from, variable.shape()), to));
        });
        boolean late = values.steps.size() > before; // old values are still read after the last computation
        targets.forEach((from, to) -> {
            if (!late) {
                from.become(to);
            } else {
                copies.add(CopyStep.of("update", View.dense(from, Shape.of(from.size)), to));
            }
        });
        copies.forEach(values::add);
    }

    /**
     * Whether the step that makes a new value may write it straight into the variable: no later step reads the old value or
     * can fail, and the step itself reads each old element only for the new one in its place.
     */
    private static boolean canWriteInPlace(List<Step> steps, Buffer from, Buffer to) {
        int last = -1;
        int writers = 0;
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).writes().contains(from)) {
                last = i;
                writers++;
            }
        }
        if (writers != 1
                || (steps.get(last).reads().contains(to) && !steps.get(last).mayOverwrite(to))) {
            return false;
        }
        for (Step later : steps.subList(last + 1, steps.size())) {
            if (later instanceof CheckStep || later.reads().contains(to)) {
                return false;
            }
        }
        return true;
    }
}
