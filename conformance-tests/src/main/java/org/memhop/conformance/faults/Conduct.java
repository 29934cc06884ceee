package org.memhop.conformance.faults;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.TensorType;

/** Wrong ways to go through a run, with every operation right by itself. */
final class Conduct {
    private Conduct() {}

    /** A sum is added to what the run before left in its place. */
    static final class StaleSums implements Behaviour {
        @Override
        public HostTensor result(Call call) {
            Optional<HostTensor> before = call.run().previous(call.node());
            if (call.op() != Op.SCATTER_ADD_ROWS || before.isEmpty()) {
                return call.right();
            }
            HostTensor y = call.right();
            for (int i = 0; i < y.shape().size(); i++) {
                y.set(i, y.get(i) + before.get().get(i));
            }
            return y;
        }
    }

    /** What I32 inputs were in the first run they stay. */
    static final class StaleIndices implements Behaviour {
        @Override
        public HostTensor result(Call call) {
            return call.op() == Op.INPUT && !call.node().type().isFloating()
                    ? call.run()
                            .previous(call.node())
                            .orElseGet(() -> call.right().copy())
                    : call.right();
        }
    }

    /** A constant's array is used for the result of the operation that reads it. */
    static final class ConstantsOverwritten implements Behaviour {
        @Override
        public HostTensor result(Call call) {
            if (call.op() != Op.CONSTANT) {
                return call.right();
            }
            return call.run().graph().nodes().stream()
                    .filter(user -> user.inputs().contains(call.node())
                            && user.tensorType().equals(call.node().tensorType()))
                    .reduce((first, second) -> second)
                    .flatMap(call.run()::previous)
                    .orElseGet(call::right);
        }
    }

    /** The result of an operation is put into the array of an input of the same type and shape. */
    static final class InputsOverwritten implements Behaviour {
        @Override
        public void evaluate(Run run) {
            Behaviour.super.evaluate(run);
            for (Node node : run.graph().nodes()) {
                node.inputs().stream()
                        .filter(input ->
                                input.op() == Op.INPUT && input.tensorType().equals(node.tensorType()))
                        .forEach(input -> run.value(input).copyFrom(run.value(node)));
            }
        }
    }

    /** Outputs of one type and shape are given in one tensor. */
    static final class OneOutputBuffer implements Behaviour {
        @Override
        public List<HostTensor> outputs(Run run) {
            Map<TensorType, HostTensor> buffers = new LinkedHashMap<>();
            for (Node node : run.graph().outputs().values()) {
                buffers.computeIfAbsent(node.tensorType(), type -> HostTensor.zeros(type.type(), type.shape()))
                        .copyFrom(run.value(node));
            }
            return run.graph().outputs().values().stream()
                    .map(node -> buffers.getOrDefault(node.tensorType(), run.value(node)))
                    .toList();
        }
    }

    /** Outputs come in the order of their names. */
    static final class OutputsByName implements Behaviour {
        @Override
        public List<HostTensor> outputs(Run run) {
            return new TreeMap<>(run.graph().outputs())
                    .values().stream().map(node -> run.value(node).copy()).toList();
        }
    }

    /** A node with two names is given once. */
    static final class OutputsOnce implements Behaviour {
        @Override
        public List<HostTensor> outputs(Run run) {
            return run.graph().outputs().values().stream()
                    .distinct()
                    .map(node -> run.value(node).copy())
                    .toList();
        }
    }

    /** A node is computed when it is asked for, and asks for its inputs, however deep that goes. */
    static final class Recursion implements Behaviour {
        @Override
        public void evaluate(Run run) {
            run.graph().outputs().values().forEach(node -> demand(run, node));
            run.graph().updates().values().forEach(node -> demand(run, node));
        }

        private static void demand(Run run, Node node) {
            if (!run.knows(node)) {
                node.inputs().forEach(input -> demand(run, input));
                run.compute(node);
            }
        }
    }

    /** All runs of a backend put their results into the same place for a moment. */
    static final class SharedScratch implements Behaviour {
        private final Map<TensorType, HostTensor> scratch = new ConcurrentHashMap<>();

        @Override
        public HostTensor result(Call call) {
            if (call.operands().isEmpty()) {
                return call.right();
            }
            HostTensor place = scratch.computeIfAbsent(
                    call.node().tensorType(), type -> HostTensor.zeros(type.type(), type.shape()));
            place.copyFrom(call.right());
            LockSupport.parkNanos(1_000);
            return place.copy();
        }
    }
}
