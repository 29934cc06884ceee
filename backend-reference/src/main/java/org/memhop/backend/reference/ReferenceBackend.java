package org.memhop.backend.reference;

import java.util.List;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendInfo;
import org.memhop.api.backend.Checks;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Variable;

/** The open backend: opens sessions until it is closed. */
final class ReferenceBackend implements Backend {
    private final BackendInfo info;
    private volatile boolean closed;

    ReferenceBackend(BackendInfo info) {
        this.info = info;
    }

    @Override
    public BackendInfo info() {
        return info;
    }

    @Override
    public Session newSession(List<Variable> variables) {
        requireOpen();
        return new ReferenceSession(this, variables);
    }

    @Override
    public void close() {
        closed = true;
    }

    void requireOpen() {
        if (closed) {
            throw Checks.closed("the backend " + info.id());
        }
    }
}
