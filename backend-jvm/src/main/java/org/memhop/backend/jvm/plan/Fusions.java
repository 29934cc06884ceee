package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.Node;

/** Chooses the recipe of a node: the first pattern that it ends, or its own. */
final class Fusions {
    private final Uses uses;
    private final Map<BagOfWords.Key, List<BagOfWords>> bags = new HashMap<>();

    Fusions(Graph graph) {
        uses = new Uses(graph);
    }

    /** The recipe of a node that something needs; asked for each such node once. */
    Recipe recipe(Node node) {
        Optional<BagOfWords> bag = BagOfWords.match(node);
        if (bag.isPresent()) {
            List<BagOfWords> together = bags.computeIfAbsent(bag.get().key(), none -> new ArrayList<>());
            together.add(0, bag.get()); // nodes come last to first
            return bag.get().recipe(together);
        }
        Optional<BagGradient> gradient = BagGradient.match(node, uses);
        if (gradient.isPresent()) {
            return gradient.get().recipe(uses);
        }
        return PlainRecipes.of(node);
    }
}
