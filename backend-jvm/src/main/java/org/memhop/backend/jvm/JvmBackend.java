package org.memhop.backend.jvm;

import java.util.List;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendInfo;
import org.memhop.api.backend.Checks;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Variable;
import org.memhop.backend.jvm.kernel.Kernels;

/** The open backend: the kernels and the threads that its sessions compute with. */
final class JvmBackend implements Backend {
    private final BackendInfo info;
    private final Kernels kernels;
    private final Workers workers;
    private final boolean timed;
    private volatile boolean closed;

    JvmBackend(BackendInfo info, Kernels kernels, int threads, boolean timed) {
        this.info = info;
        this.kernels = kernels;
        this.workers = new Workers(threads);
        this.timed = timed;
    }

    @Override
    public BackendInfo info() {
        return info;
    }

    @Override
    public Session newSession(List<Variable> variables) {
        requireOpen();
        return new JvmSession(this, variables);
    }

    @Override
    public void close() {
        closed = true;
        workers.close();
    }

    Kernels kernels() {
        return kernels;
    }

    Workers workers() {
        return workers;
    }

    /** Whether executables tell how long each of their steps takes. */
    boolean isTimed() {
        return timed;
    }

    void requireOpen() {
        if (closed) {
            throw Checks.closed("the backend " + info.id());
        }
    }
}
