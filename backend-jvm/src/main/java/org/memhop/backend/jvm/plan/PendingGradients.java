package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.memhop.api.graph.Node;

/**
 * Gradients of bags that wait for others over the same words: those of several tables become known at different times, and
 * are cheaper to scatter in one pass. They wait until a step reads one of them.
 */
final class PendingGradients {
    /**
     * A gradient, its buffer, and whether nothing depends on its row 0.
     *
     * @param firstRowUnused so that null words may be skipped, whatever row 0 then holds
     */
    record Gradient(BagGradient gradient, Buffer y, boolean firstRowUnused) {}

    /** What tables that are added to in one step share; a table that is added to again waits for the next turn. */
    private record Key(WordList list, Buffer weights, int width, int size, int turn) {
        Key next() {
            return new Key(list, weights, width, size, turn + 1);
        }
    }

    private record Member(Buffer rows, Buffer table, String name) {}

    private final List<Gradient> waiting = new ArrayList<>();
    private final Set<Buffer> results = new HashSet<>();

    void add(Gradient gradient) {
        waiting.add(gradient);
        results.add(gradient.y);
    }

    /** Whether a step reads what is not computed yet. */
    boolean neededBy(Step step) {
        return anyWaits(step.reads());
    }

    /** Whether one of these is not computed yet. */
    boolean anyWaits(Collection<Buffer> buffers) {
        return buffers.stream().anyMatch(results::contains);
    }

    /** Makes the steps of all that wait. */
    void flush(Values values) {
        List<Gradient> now = List.copyOf(waiting);
        waiting.clear();
        results.clear();
        Map<Key, List<Member>> groups = new LinkedHashMap<>();
        for (Gradient each : now) {
            BagGradient gradient = each.gradient;
            if (gradient.others().isEmpty()) {
                values.add(CopyStep.of("zeros for " + gradient.node(), List.of(), true, each.y));
            } else {
                Node other = gradient.others().get(0);
                values.add(CopyStep.of(
                        "start of " + gradient.node(), View.dense(values.dense(other), other.shape()), each.y));
            }
            WordList.Skip skip = each.firstRowUnused ? WordList.Skip.ALWAYS : WordList.Skip.NEVER;
            for (BagGradient.Part part : gradient.parts()) {
                WordList list = values.wordList(part.scatter(), part.length(), part.weights(), skip);
                Key key = new Key(list, values.weights(part.weights(), part.width()), part.width(), each.y.size, 0);
                while (groups.getOrDefault(key, List.of()).stream().anyMatch(member -> member.table == each.y)) {
                    key = key.next();
                }
                groups.computeIfAbsent(key, none -> new ArrayList<>())
                        .add(new Member(
                                values.dense(part.rows()),
                                each.y,
                                part.scatter().toString()));
            }
        }
        groups.forEach((key, members) -> BagScatterStep.plan(
                "scatter of " + members.size() + " table(s): "
                        + members.stream().map(Member::name).toList(),
                key.list,
                key.weights,
                members.stream().map(Member::rows).toList(),
                members.stream().map(Member::table).toList(),
                key.width,
                values));
    }
}
