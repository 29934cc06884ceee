package org.memhop.backend.nd4j.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Variable;

/** Makes the plan of a graph: gives every node a place in memory, and every operation a step. */
public final class Planner {
    private final Graph graph;
    private final Function<Variable, Tensor> variables;
    private final Lifetimes lifetimes;
    private final Pool pool = new Pool();
    private final Map<Node, Tensor> tensors = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final Set<Node> released = new HashSet<>();

    private Planner(Graph graph, Function<Variable, Tensor> variables) {
        this.graph = graph;
        this.variables = variables;
        this.lifetimes = new Lifetimes(graph);
    }

    /**
     * Plans a graph; what follows from constants is computed now.
     *
     * @param variables where the values of variables are
     * @throws org.memhop.api.BackendException if there is no memory for it
     */
    public static Plan plan(Graph graph, Function<Variable, Tensor> variables) {
        Planner planner = new Planner(graph, variables);
        try {
            return planner.plan();
        } catch (RuntimeException | Error e) {
            planner.pool.all().forEach(Storage::close);
            throw e;
        }
    }

    private Plan plan() {
        // Filled before the first step, so no step before their last reader may write there.
        for (Node input : graph.inputs()) {
            tensors.put(input, new Tensor(pool.fresh(input.type(), input.shape().size()), input.shape()));
        }
        int place = 0;
        for (Node node : graph.nodes()) {
            place(node);
            for (Node input : node.inputs()) {
                release(lifetimes.owner(input), place);
            }
            // Nobody reads it, as an input that was only declared.
            release(lifetimes.owner(node), place);
            place++;
        }
        List<Tensor> inputs = graph.inputs().stream().map(this::tensor).toList();
        List<Tensor> outputs =
                graph.outputs().values().stream().map(this::tensor).toList();
        List<Step> commits = commits();
        return new Plan(inputs, steps, outputs, commits, pool.all());
    }

    private void place(Node node) {
        if (node.op() == Op.INPUT) {
            return;
        }
        if (node.attributes() instanceof Attributes.Of of) {
            tensors.put(node, variables.apply(of.variable()));
            return;
        }
        if (!lifetimes.owns(node)) {
            tensors.put(node, new Tensor(tensor(node.input(0)).storage(), node.shape()));
            return;
        }
        boolean stays = lifetimes.fixed(node) && lifetimes.lastRead(node) == Lifetimes.ALWAYS;
        int size = node.shape().size();
        Tensor y = new Tensor(stays ? pool.fresh(node.type(), size) : pool.take(node.type(), size), node.shape());
        tensors.put(node, y);
        if (node.attributes() instanceof Attributes.Value constant) {
            y.load(constant.tensor());
        } else if (size > 0 || mayFail(node)) {
            Step step =
                    Kernels.of(node, node.inputs().stream().map(this::tensor).toList(), y);
            if (lifetimes.fixed(node)) {
                step.run();
            } else {
                steps.add(step);
            }
        }
    }

    /** Whether there is something to do even for an empty result: to look for an index out of range. */
    private static boolean mayFail(Node node) {
        return switch (node.op()) {
            case GATHER_ROWS, SCATTER_ADD_ROWS, CROSS_ENTROPY, CROSS_ENTROPY_GRAD -> true;
            default -> false;
        };
    }

    private void release(Node owner, int place) {
        if (owner.op() != Op.VARIABLE && lifetimes.lastRead(owner) <= place && released.add(owner)) {
            pool.release(tensor(owner).storage());
        }
    }

    private List<Step> commits() {
        List<Step> commits = new ArrayList<>();
        graph.updates().forEach((variable, node) -> {
            Tensor target = variables.apply(variable);
            Tensor value = tensor(node);
            if (value.storage() == target.storage()) {
                return;
            }
            if (lifetimes.owner(node).op() == Op.VARIABLE) {
                // Another update may overwrite that variable first.
                Tensor old = value;
                Tensor kept = new Tensor(pool.fresh(node.type(), node.shape().size()), node.shape());
                steps.add(() -> kept.copyFrom(old));
                value = kept;
            }
            Tensor found = value;
            commits.add(() -> target.copyFrom(found));
        });
        return commits;
    }

    private Tensor tensor(Node node) {
        return Objects.requireNonNull(tensors.get(node));
    }
}
