package org.memhop.backend.nd4j.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    private final Operations operations;
    private final LateUpdates late;
    private final Lifetimes lifetimes;
    private final Pool pool = new Pool();
    private final Map<Node, Tensor> tensors = new HashMap<>();
    private final Set<Node> released = new HashSet<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Step> commits = new ArrayList<>();

    private Planner(Graph graph, Function<Variable, Tensor> variables) {
        this.graph = graph;
        this.variables = variables;
        this.operations = new Operations(graph);
        this.late = new LateUpdates(graph, operations);
        this.lifetimes = new Lifetimes(graph, operations, late.nodes());
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
            int here = place;
            if (operations.has(node)) {
                place(node, here);
                operations.of(node).reads().forEach(input -> release(input, here));
                release(node, here);
            }
            place++;
        }
        List<Tensor> inputs = graph.inputs().stream().map(this::tensor).toList();
        List<Tensor> outputs =
                graph.outputs().values().stream().map(this::tensor).toList();
        graph.updates().forEach(this::commit);
        return new Plan(inputs, steps, outputs, commits, pool.all());
    }

    private void place(Node node, int place) {
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
        Tensor y = new Tensor(storage(node, place), node.shape());
        tensors.put(node, y);
        if (node.attributes() instanceof Attributes.Value constant) {
            y.load(constant.tensor());
        } else {
            Operation operation = operations.of(node);
            Step step = operation
                    .maker()
                    .make(operation.reads().stream().map(this::tensor).toList(), y, pool);
            if (lifetimes.fixed(node)) {
                step.run();
            } else {
                (late.nodes().contains(node) ? commits : steps).add(step);
            }
        }
    }

    private Storage storage(Node node, int place) {
        int size = node.shape().size();
        Optional<Variable> variable = late.of(node);
        if (variable.isPresent()) {
            return variables.apply(variable.get()).storage();
        }
        if (lifetimes.fixed(node)) {
            boolean stays = lifetimes.lastRead(node) == Lifetimes.ALWAYS;
            return stays ? pool.fresh(node.type(), size) : pool.take(node.type(), size);
        }
        Operation operation = operations.of(node);
        for (int i = 0; i < operation.replaceable(); i++) {
            Node owner = lifetimes.owner(operation.reads().get(i));
            boolean others = false;
            for (int j = operation.replaceable(); j < operation.reads().size(); j++) {
                others |= lifetimes.owner(operation.reads().get(j)) == owner;
            }
            if (!others && isReplaceable(owner, node, place)) {
                released.add(owner);
                return tensor(owner).storage();
            }
        }
        return pool.take(node.type(), size);
    }

    /** Whether the result of a node may lie where the value of another is, which nobody needs any more. */
    private boolean isReplaceable(Node owner, Node node, int place) {
        return owner.op() != Op.VARIABLE
                && !lifetimes.fixed(owner)
                && lifetimes.lastRead(owner) == place
                && owner.type() == node.type()
                && owner.shape().size() == node.shape().size()
                && !released.contains(owner);
    }

    private void release(Node node, int place) {
        Node owner = lifetimes.owner(node);
        if (owner.op() != Op.VARIABLE && lifetimes.lastRead(owner) <= place && released.add(owner)) {
            pool.release(tensor(owner).storage());
        }
    }

    private void commit(Variable variable, Node node) {
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
    }

    private Tensor tensor(Node node) {
        return Objects.requireNonNull(tensors.get(node));
    }
}
