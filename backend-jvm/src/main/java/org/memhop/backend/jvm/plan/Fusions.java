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
    private final Map<CrossEntropyPair.Key, CrossEntropyPair> pairs = new HashMap<>();

    private final Map<Node, Optional<OutputLayer>> layers = new HashMap<>();

    private final Map<Node, Optional<SparseGradient>> gradients = new HashMap<>();

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
        Optional<OutputLayer> layer = OutputLayer.logits(node)
                .flatMap(logits -> layers.computeIfAbsent(logits, below -> OutputLayer.match(below, uses)));
        if (layer.isPresent()) {
            return layer.get().join(node);
        }
        Optional<SparseGradient> sparse = SparseGradient.gradient(node, uses)
                .flatMap(gradient -> gradients.computeIfAbsent(gradient, below -> SparseGradient.match(below, uses)));
        if (sparse.isPresent()) {
            return sparse.get().recipe(node, uses);
        }
        if (CrossEntropyPair.canJoin(node)) {
            return pairs.computeIfAbsent(CrossEntropyPair.Key.of(node), none -> new CrossEntropyPair())
                    .join(node);
        }
        return BagGradient.match(node, uses)
                .map(gradient -> gradient.recipe(uses))
                .or(() -> OuterSum.match(node, uses).map(OuterSum::recipe))
                .or(() -> ProductSum.match(node, uses).map(ProductSum::recipe))
                .or(() -> SoftmaxGradient.match(node, uses).map(SoftmaxGradient::recipe))
                .or(() -> SumOfSquares.match(node).map(SumOfSquares::recipe))
                .or(() -> GatherAdd.match(node, uses).map(GatherAdd::recipe))
                .or(() -> DroppedRows.match(node, uses).map(DroppedRows::recipe))
                .or(() -> ReluGradient.match(node, uses).map(ReluGradient::recipe))
                .or(() -> Descent.match(node, uses).map(Descent::recipe))
                .orElseGet(() -> PlainRecipes.of(node));
    }
}
