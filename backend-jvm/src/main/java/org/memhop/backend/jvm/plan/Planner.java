package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Variable;
import org.memhop.backend.jvm.kernel.Kernels;

/**
 * Makes the plan of a graph. Backwards from the outputs and updates it decides which nodes are computed, and how; forwards it
 * makes their steps; then arrays are given to the buffers, by lifetime.
 */
public final class Planner {
    private final Graph graph;
    private final Values values;
    private final Fusions fusions;
    private final Map<Node, Recipe> recipes = new HashMap<>();
    private final Set<Node> dense = new HashSet<>();
    private final Set<Node> viewed = new HashSet<>();

    private Planner(Graph graph, Kernels kernels) {
        this.graph = graph;
        this.values = new Values(kernels);
        this.fusions = new Fusions(graph);
    }

    /**
     * The plan of a graph.
     *
     * @param stored where each variable lives; the plan reads and writes it there
     */
    public static Plan plan(Graph graph, Function<Variable, Buffer> stored, Kernels kernels) {
        return new Planner(graph, kernels).make(stored);
    }

    private Plan make(Function<Variable, Buffer> stored) {
        decide();
        for (Node node : graph.nodes()) {
            if (node.attributes() instanceof Attributes.Of of) {
                values.put(node, stored.apply(of.variable()));
            } else if (node.attributes() instanceof Attributes.Value constant) {
                Buffer buffer = new Buffer(
                        Buffer.Kind.CONSTANT, node.type(), node.shape().size());
                buffer.bind(constant.tensor());
                values.put(node, buffer);
            } else if (node.op() == Op.INPUT) {
                values.put(
                        node,
                        new Buffer(Buffer.Kind.INPUT, node.type(), node.shape().size()));
            }
        }
        List<Buffer> outputs = outputs();
        for (Node node : graph.nodes()) {
            Recipe recipe = recipes.get(node);
            if (recipe != null) {
                recipe.build().steps(values, values.dense(node));
            }
        }
        values.finish();
        Updates.commit(graph, values, stored);
        List<Step> steps = SideBySide.join(values.steps);
        Lifetimes.allocate(steps, outputs);
        List<HostTensor> tensors = new ArrayList<>();
        for (Node node : graph.outputs().values()) {
            tensors.add(outputs.get(tensors.size()).tensor(node.shape()));
        }
        return new Plan(graph.inputs().stream().map(values::dense).toList(), steps, tensors);
    }

    private void decide() {
        dense.addAll(graph.outputs().values());
        dense.addAll(graph.updates().values());
        List<Node> nodes = graph.nodes();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            if (!dense.contains(node) && !viewed.contains(node)) {
                continue;
            }
            if (Values.isAlias(node.op())) {
                dense.add(node.input(0));
            } else if (Values.isView(node.op()) && !dense.contains(node)) {
                viewed.add(node.input(0));
            } else if (!node.inputs().isEmpty()) {
                Recipe recipe = fusions.recipe(node);
                recipes.put(node, recipe);
                dense.addAll(recipe.dense());
                viewed.addAll(recipe.views());
            }
        }
    }

    /** Gives every computed node its buffer, and every output the one that the caller will see. */
    private List<Buffer> outputs() {
        Set<Node> seen = new HashSet<>();
        graph.outputs().values().forEach(node -> seen.add(Values.base(node)));
        for (Node node : recipes.keySet()) {
            Buffer.Kind kind = seen.contains(node) ? Buffer.Kind.OUTPUT : Buffer.Kind.SCRATCH;
            values.put(node, new Buffer(kind, node.type(), node.shape().size()));
        }
        List<Node> nodes = graph.nodes();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Recipe recipe = recipes.get(nodes.get(i));
            if (recipe != null) {
                Buffer taken = values.dense(nodes.get(i));
                recipe.overwritten().forEach(node -> values.put(node, taken));
            }
        }
        List<Buffer> outputs = new ArrayList<>();
        graph.outputs().forEach((name, node) -> {
            Buffer buffer = values.dense(node);
            if (!buffer.isPlanned()) {
                // Copied before anything is updated: the caller keeps the old value, and never sees our array.
                Buffer copy =
                        new Buffer(Buffer.Kind.OUTPUT, node.type(), node.shape().size());
                values.add(CopyStep.of("output " + name, View.dense(buffer, node.shape()), copy));
                buffer = copy;
            }
            outputs.add(buffer);
        });
        return outputs;
    }
}
