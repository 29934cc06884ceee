package org.memhop.conformance.faults;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.memhop.api.BackendException;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Variable;

/** Wrong ways to keep the values of variables, and to replace them. */
final class Keeping {
    private Keeping() {}

    /** Each update reads what the one before it wrote. */
    static final class InSequence implements Behaviour {
        @Override
        public void commit(Run run) {
            run.graph().updates().forEach((variable, node) -> {
                Run again = run.again();
                evaluate(again);
                run.variables().put(variable, again.value(node).copy());
            });
        }
    }

    /** A variable that becomes another one's value shares its array from then on. */
    static final class SharedArrays implements Behaviour {
        @Override
        public void commit(Run run) {
            Map<Variable, HostTensor> values = new LinkedHashMap<>();
            run.graph().updates().forEach((variable, node) -> {
                boolean copied = node.op() != Op.VARIABLE;
                values.put(variable, copied ? run.value(node).copy() : run.value(node));
            });
            run.graph().updates().forEach((variable, node) -> {
                HostTensor value = Objects.requireNonNull(values.get(variable));
                if (node.op() == Op.VARIABLE) {
                    run.variables().put(variable, value);
                } else {
                    Objects.requireNonNull(run.variables().get(variable)).copyFrom(value);
                }
            });
        }
    }

    /** An output that is a variable is given in the variable's own array, into which the update then goes. */
    static final class LiveOutputs implements Behaviour {
        @Override
        public List<HostTensor> outputs(Run run) {
            return run.graph().outputs().values().stream().map(run::value).toList();
        }

        @Override
        public void commit(Run run) {
            inPlace(run);
        }
    }

    /** Reading a variable gives the array it lives in. */
    static final class LiveReads implements Behaviour {
        @Override
        public HostTensor read(HostTensor kept) {
            return kept;
        }

        @Override
        public void commit(Run run) {
            inPlace(run);
        }
    }

    /** The array that a variable is set to becomes its own. */
    static final class KeptWrites implements Behaviour {
        @Override
        public HostTensor written(HostTensor given) {
            return given;
        }
    }

    /** A run that fails has made the updates it came to before. */
    static final class HalfCommitted implements Behaviour {
        @Override
        public void evaluate(Run run) {
            try {
                Behaviour.super.evaluate(run);
            } catch (BackendException e) {
                run.graph().updates().forEach((variable, node) -> {
                    if (run.knows(node)) {
                        run.variables().put(variable, run.value(node).copy());
                    }
                });
                throw e;
            }
        }
    }

    /** A new variable holds what lay in memory. */
    static final class Uncleared implements Behaviour {
        @Override
        public Map<Variable, HostTensor> variables(List<Variable> variables) {
            Map<Variable, HostTensor> values = Behaviour.super.variables(variables);
            for (HostTensor value : values.values()) {
                for (int i = 0; i < value.shape().size(); i++) {
                    value.set(i, i + 1);
                }
            }
            return values;
        }
    }

    /** An executable works on the values its variables had when it was compiled. */
    static final class PrivateVariables implements Behaviour {
        @Override
        public Map<Variable, HostTensor> seenBy(Graph graph, Map<Variable, HostTensor> session) {
            return new HashMap<>(session);
        }
    }

    /** Whoever opens a session with a variable of the same name, type and shape has the same variable. */
    static final class SharedSessions implements Behaviour {
        private final Map<Variable, HostTensor> all = new ConcurrentHashMap<>();

        @Override
        public Map<Variable, HostTensor> variables(List<Variable> variables) {
            Behaviour.super.variables(variables).forEach(all::putIfAbsent);
            return all;
        }
    }

    private static void inPlace(Run run) {
        Map<Variable, HostTensor> values = new HashMap<>();
        run.graph()
                .updates()
                .forEach(
                        (variable, node) -> values.put(variable, run.value(node).copy()));
        values.forEach((variable, value) ->
                Objects.requireNonNull(run.variables().get(variable)).copyFrom(value));
    }
}
