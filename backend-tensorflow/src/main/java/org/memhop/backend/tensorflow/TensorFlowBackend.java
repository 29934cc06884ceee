package org.memhop.backend.tensorflow;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendInfo;
import org.memhop.api.backend.Checks;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Variable;
import org.tensorflow.proto.ConfigProto;

/** The open backend: opens sessions, and closes those that are left when it is closed. */
final class TensorFlowBackend implements Backend {
    private final BackendInfo info;
    private final ConfigProto config;
    private final Set<TensorFlowSession> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    TensorFlowBackend(BackendInfo info, ConfigProto config) {
        this.info = info;
        this.config = config;
    }

    @Override
    public BackendInfo info() {
        return info;
    }

    @Override
    public synchronized Session newSession(List<Variable> variables) {
        requireOpen();
        TensorFlowSession session = new TensorFlowSession(this, variables, config);
        open.add(session);
        return session;
    }

    @Override
    public synchronized void close() {
        closed = true;
        open.forEach(TensorFlowSession::close);
    }

    void forget(TensorFlowSession session) {
        open.remove(session);
    }

    void requireOpen() {
        if (closed) {
            throw Checks.closed("the backend " + info.id());
        }
    }
}
