package org.memhop.backend.tensorflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.memhop.api.BackendException;
import org.memhop.api.backend.Checks;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Variable;
import org.memhop.backend.tensorflow.lower.Emitter;
import org.memhop.backend.tensorflow.lower.Types;
import org.tensorflow.Graph;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.ConfigProto;

/**
 * One TensorFlow graph and session, in which the variables live on the device. Two sessions of TensorFlow cannot share
 * variables, so that every graph compiled here becomes a further part of the same one, under names of its own; a run
 * executes that part only. What has become part of a session stays until the session is closed.
 */
final class TensorFlowSession implements Session {
    /** A variable's place on the device, and how to get at it. */
    private record Slot(Output<?> variable, Output<?> value, Output<?> given, Operation assignment) {}

    private final TensorFlowBackend backend;
    private final Graph graph = new Graph();
    private final org.tensorflow.Session session;
    private final Map<Variable, Slot> slots = new LinkedHashMap<>();
    private final Set<TensorFlowExecutable> compiled = ConcurrentHashMap.newKeySet();
    /** Held by whoever computes, so that no memory is freed beneath it; {@link #close} holds it alone. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private int graphs;
    private volatile boolean closed;

    TensorFlowSession(TensorFlowBackend backend, List<Variable> variables, ConfigProto config) {
        Checks.distinct(variables);
        this.backend = backend;
        try {
            session = open(variables, config);
        } catch (TensorFlowException e) {
            graph.close();
            throw new BackendException(
                    "a session of TensorFlow for " + variables.size() + " variable(s) cannot be opened: "
                            + e.getMessage() + "; if memory ran out, close other sessions, or give the device more",
                    e);
        }
    }

    /** The session, with every variable in its place and zero. */
    private org.tensorflow.Session open(List<Variable> variables, ConfigProto config) {
        Emitter emitter = new Emitter(graph, "variables/");
        for (Variable variable : variables) {
            slots.put(variable, slot(emitter, variable, slots.size()));
        }
        org.tensorflow.Session opened = new org.tensorflow.Session(graph, config);
        try {
            slots.forEach(
                    (variable, slot) -> assign(opened, slot, HostTensor.zeros(variable.type(), variable.shape())));
            return opened;
        } catch (TensorFlowException e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public void write(Variable variable, HostTensor value) {
        using(() -> {
            Checks.held(variable, slots.keySet());
            Checks.value(variable, value);
            assign(session, slot(variable), value);
        });
    }

    @Override
    public HostTensor read(Variable variable) {
        HostTensor value = HostTensor.zeros(variable.type(), variable.shape());
        using(() -> {
            Checks.held(variable, slots.keySet());
            try (Result result = session.runner().fetch(slot(variable).value()).run()) {
                Types.read(result.get(0), value);
            }
        });
        return value;
    }

    @Override
    public Executable compile(org.memhop.api.graph.Graph source) {
        TensorFlowExecutable[] executable = new TensorFlowExecutable[1];
        using(() -> {
            Checks.held(source, slots.keySet());
            synchronized (slots) {
                Emitter emitter = new Emitter(graph, "graph" + graphs++ + "/");
                Program program =
                        Program.of(source, emitter, variable -> slot(variable).variable());
                executable[0] = new TensorFlowExecutable(this, program);
            }
            compiled.add(executable[0]);
        });
        return executable[0];
    }

    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                compiled.forEach(TensorFlowExecutable::free);
                compiled.clear();
                session.close();
                graph.close();
            }
        } finally {
            use.writeLock().unlock();
        }
        backend.forget(this);
    }

    /** Does something that needs the session to be open, and to stay so meanwhile. */
    void using(Runnable action) {
        use.readLock().lock();
        try {
            backend.requireOpen();
            if (closed) {
                throw Checks.closed("the session");
            }
            action.run();
        } finally {
            use.readLock().unlock();
        }
    }

    /** A run of TensorFlow that is still to be told what to feed and to fetch. */
    org.tensorflow.Session.Runner runner() {
        return session.runner();
    }

    /** Frees an executable's memory, unless the session's end did. */
    void forget(TensorFlowExecutable executable) {
        use.readLock().lock();
        try {
            if (compiled.remove(executable)) {
                executable.free();
            }
        } finally {
            use.readLock().unlock();
        }
    }

    private Slot slot(Variable variable) {
        return Objects.requireNonNull(slots.get(variable));
    }

    private static void assign(org.tensorflow.Session session, Slot slot, HostTensor value) {
        // A new tensor each time: the variable keeps its memory, and what it held before may still be read elsewhere.
        try (Tensor tensor = Types.tensorOf(value);
                Result nothing = session.runner()
                        .feed(slot.given(), tensor)
                        .addTarget(slot.assignment())
                        .run()) {
            assert nothing.size() == 0;
        }
    }

    private static Slot slot(Emitter emitter, Variable variable, int number) {
        // Without a shared name of their own, variables of one type and shape would be one and the same.
        Output<?> handle = emitter.variable("variable" + number, variable.type(), variable.shape());
        Output<?> given = emitter.placeholder(variable.type(), variable.shape());
        return new Slot(handle, emitter.read(handle, variable.type()), given, emitter.assign(handle, given, List.of()));
    }
}
