package org.memhop.backend.tensorflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Variable;
import org.memhop.backend.tensorflow.lower.Emitter;
import org.memhop.backend.tensorflow.lower.IndexUses;
import org.memhop.backend.tensorflow.lower.IndexUses.Use;
import org.memhop.backend.tensorflow.lower.Lowering;
import org.tensorflow.Operation;
import org.tensorflow.Output;

/**
 * A graph as part of a TensorFlow graph: what a run feeds, fetches and executes.
 *
 * @param graph what it was made from
 * @param fed for each of the graph's inputs that is used, where it is fed
 * @param fetched each different result once
 * @param outputs for each of the graph's outputs, which of the fetched it is
 * @param updates what has to be executed for the updates
 * @param uses where indices have to be looked after
 * @param indices for each of those, where the indices are
 */
record Program(
        Graph graph,
        Map<Integer, Output<?>> fed,
        List<Output<?>> fetched,
        int[] outputs,
        List<Operation> updates,
        List<Use> uses,
        List<Output<?>> indices) {

    /** Emits a graph. */
    static Program of(Graph graph, Emitter emitter, Function<Variable, Output<?>> variables) {
        Lowering lowering = new Lowering(emitter, graph, variables);
        Map<Integer, Output<?>> fed = fed(graph, lowering);
        Map<Output<?>, Integer> fetched = new LinkedHashMap<>();
        Map<Output<?>, Output<?>> passed = new HashMap<>();
        List<Integer> outputs = new ArrayList<>();
        for (Node node : graph.outputs().values()) {
            Output<?> result = fetchable(lowering.value(node), fed, passed, emitter);
            fetched.putIfAbsent(result, fetched.size());
            outputs.add(fetched.get(result));
        }
        List<Use> uses = IndexUses.of(graph);
        List<Output<?>> indices = new ArrayList<>();
        for (Use use : uses) {
            indices.add(fetchable(lowering.value(use.node().input(1)), fed, passed, emitter));
        }
        return new Program(
                graph,
                fed,
                List.copyOf(fetched.keySet()),
                outputs.stream().mapToInt(i -> i).toArray(),
                updates(graph, emitter, lowering, variables, fetched.keySet(), checks(emitter, uses, indices)),
                uses,
                indices);
    }

    private static Map<Integer, Output<?>> fed(Graph graph, Lowering lowering) {
        Set<Node> used = new LinkedHashSet<>(graph.outputs().values());
        used.addAll(graph.updates().values());
        graph.nodes().forEach(node -> used.addAll(node.inputs()));
        Map<Integer, Output<?>> fed = new LinkedHashMap<>();
        for (int i = 0; i < graph.inputs().size(); i++) {
            if (used.contains(graph.inputs().get(i))) {
                fed.put(i, lowering.value(graph.inputs().get(i)));
            }
        }
        return fed;
    }

    /** TensorFlow does not fetch what is fed. */
    private static Output<?> fetchable(
            Output<?> output, Map<Integer, Output<?>> fed, Map<Output<?>, Output<?>> passed, Emitter emitter) {
        return fed.containsValue(output) ? passed.computeIfAbsent(output, emitter::same) : output;
    }

    /** Operations that end the run where computed indices are out of range. */
    private static List<Operation> checks(Emitter emitter, List<Use> uses, List<Output<?>> indices) {
        List<Operation> checks = new ArrayList<>();
        for (int i = 0; i < uses.size(); i++) {
            if (uses.get(i).origin() == IndexUses.Origin.COMPUTED) {
                checks.add(emitter.requireRange(indices.get(i), uses.get(i).rows()));
            }
        }
        return checks;
    }

    /**
     * Assignments, none of which is executed before everything is computed: every update reads old values, whatever it is
     * that is fetched is old too, and an error leaves all variables as they were.
     */
    private static List<Operation> updates(
            Graph graph,
            Emitter emitter,
            Lowering lowering,
            Function<Variable, Output<?>> variables,
            Set<Output<?>> fetched,
            List<Operation> checks) {
        Set<Operation> computed = new LinkedHashSet<>(checks);
        fetched.forEach(output -> computed.add(output.op()));
        Map<Variable, Output<?>> assigned = new LinkedHashMap<>();
        graph.updates().forEach((variable, node) -> {
            Output<?> value = lowering.value(node);
            // What is fed is overwritten by the next run, so that no variable may keep it.
            Output<?> kept = isMovedInput(node) ? emitter.copy(value) : value;
            computed.add(kept.op());
            assigned.put(variable, kept);
        });
        if (assigned.isEmpty()) {
            return checks;
        }
        Operation all = emitter.after(computed);
        List<Operation> updates = new ArrayList<>();
        assigned.forEach(
                (variable, value) -> updates.add(emitter.assign(variables.apply(variable), value, List.of(all))));
        return updates;
    }

    /** Whether a node may be an input's very memory. */
    private static boolean isMovedInput(Node node) {
        Node source = node;
        while (true) {
            switch (source.op()) {
                case INPUT -> {
                    return true;
                }
                case RESHAPE, STOP_GRADIENT, BROADCAST_TO, SLICE, PAD, SUM, MAX, CONCAT, TRANSPOSE, CAST -> {
                    if (source.op() == Op.CONCAT && source.inputs().size() > 1) {
                        return false;
                    }
                    source = source.input(0);
                }
                // The lowering leaves a choice out that is always for the first.
                case WHERE -> source = source.input(1);
                default -> {
                    return false;
                }
            }
        }
    }
}
