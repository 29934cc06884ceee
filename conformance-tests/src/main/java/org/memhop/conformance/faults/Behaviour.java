package org.memhop.conformance.faults;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.memhop.api.backend.Checks;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Variable;

/**
 * What an {@link Interpreter} does at each point where one could go wrong: as it stands here, all is right. A fault overrides
 * the method it goes wrong in. One object serves one open backend and all its threads.
 */
interface Behaviour {
    /** Where the variables of a new session live. */
    default Map<Variable, HostTensor> variables(List<Variable> variables) {
        Map<Variable, HostTensor> values = new LinkedHashMap<>();
        variables.forEach(variable -> values.put(variable, HostTensor.zeros(variable.type(), variable.shape())));
        return values;
    }

    /** The variables that a new executable reads and updates, given those of its session. */
    default Map<Variable, HostTensor> seenBy(Graph graph, Map<Variable, HostTensor> session) {
        return session;
    }

    /** What a session keeps of the tensor a variable is set to. */
    default HostTensor written(HostTensor given) {
        return given.copy();
    }

    /** What a session gives of the tensor it keeps. */
    default HostTensor read(HostTensor kept) {
        return kept.copy();
    }

    /** Refuses what is used after its end. */
    default void requireOpen(boolean closed, String what) {
        if (closed) {
            throw Checks.closed(what);
        }
    }

    /** Refuses inputs of the wrong number, type or shape. */
    default void check(Graph graph, List<HostTensor> inputs) {
        Checks.inputs(graph, inputs);
    }

    /** Refuses an index that no row belongs to. */
    default void check(Node node, HostTensor indices, int rows) {
        for (int i = 0; i < indices.shape().size(); i++) {
            int index = indices.ints()[i];
            if (index < 0 || index >= rows) {
                throw Checks.indexOutOfRange(node, i, index, rows);
            }
        }
    }

    /** Computes the value of every node. */
    default void evaluate(Run run) {
        run.graph().nodes().forEach(run::compute);
    }

    /** The value of one node. It may be a tensor of the caller or of the session, which nobody writes to. */
    default HostTensor result(Call call) {
        return call.right();
    }

    /** What a run gives back. */
    default List<HostTensor> outputs(Run run) {
        return run.graph().outputs().values().stream()
                .map(node -> run.value(node).copy())
                .toList();
    }

    /** Gives the variables their new values. */
    default void commit(Run run) {
        Map<Variable, HostTensor> values = new HashMap<>();
        run.graph()
                .updates()
                .forEach(
                        (variable, node) -> values.put(variable, run.value(node).copy()));
        run.variables().putAll(values);
    }
}
