package org.memhop.backend.nd4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.memhop.api.backend.Checks;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Variable;
import org.memhop.backend.nd4j.plan.Planner;
import org.memhop.backend.nd4j.plan.Tensor;

/** One tensor outside the heap for each variable; plans read and write it in place. */
final class Nd4jSession implements Session {
    private final Nd4jBackend backend;
    private final Map<Variable, Tensor> values = new LinkedHashMap<>();
    private final Set<Nd4jExecutable> executables = ConcurrentHashMap.newKeySet();
    /** Held to read while memory is used, to write while it is given back: to touch it later would end the JVM. */
    private final ReadWriteLock memory = new ReentrantReadWriteLock();

    private volatile boolean closed;

    Nd4jSession(Nd4jBackend backend, List<Variable> variables) {
        Checks.distinct(variables);
        this.backend = backend;
        try {
            for (Variable variable : variables) {
                values.put(variable, Tensor.zeros(variable.type(), variable.shape()));
            }
        } catch (RuntimeException | Error e) {
            values.values().forEach(Tensor::close);
            throw e;
        }
    }

    @Override
    public void write(Variable variable, HostTensor value) {
        Lock lock = use();
        try {
            Checks.held(variable, values.keySet());
            Checks.value(variable, value);
            stored(variable).load(value);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public HostTensor read(Variable variable) {
        Lock lock = use();
        try {
            Checks.held(variable, values.keySet());
            HostTensor copy = HostTensor.zeros(variable.type(), variable.shape());
            stored(variable).store(copy);
            return copy;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Executable compile(Graph graph) {
        Lock lock = use();
        try {
            Checks.held(graph, values.keySet());
            Nd4jExecutable executable =
                    new Nd4jExecutable(this, graph, Planner.plan(graph, this::stored), backend.threads());
            executables.add(executable);
            return executable;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        memory.writeLock().lock();
        try {
            closed = true;
            executables.forEach(Nd4jExecutable::release);
            executables.clear();
            values.values().forEach(Tensor::close);
            backend.forget(this);
        } finally {
            memory.writeLock().unlock();
        }
    }

    /**
     * Keeps the session's memory from being given back until the lock is unlocked.
     *
     * @throws org.memhop.api.BackendException if the session or the backend is closed
     */
    Lock use() {
        Lock lock = memory.readLock();
        lock.lock();
        if (closed) {
            lock.unlock();
            backend.requireOpen();
            throw Checks.closed("the session");
        }
        return lock;
    }

    void forget(Nd4jExecutable executable) {
        executables.remove(executable);
    }

    private Tensor stored(Variable variable) {
        return Objects.requireNonNull(values.get(variable));
    }
}
