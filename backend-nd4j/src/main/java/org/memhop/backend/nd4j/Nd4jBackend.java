package org.memhop.backend.nd4j;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendInfo;
import org.memhop.api.backend.Checks;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Variable;

/** The open backend: the sessions opened in it, whose memory ends with it. */
final class Nd4jBackend implements Backend {
    private final BackendInfo info;
    private final Threads threads;
    private final Set<Nd4jSession> sessions = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Nd4jBackend(BackendInfo info, Threads threads) {
        this.info = info;
        this.threads = threads;
    }

    @Override
    public BackendInfo info() {
        return info;
    }

    @Override
    public synchronized Session newSession(List<Variable> variables) {
        requireOpen();
        Nd4jSession session = new Nd4jSession(this, variables);
        sessions.add(session);
        return session;
    }

    @Override
    public synchronized void close() {
        closed = true;
        sessions.forEach(Nd4jSession::close);
    }

    Threads threads() {
        return threads;
    }

    void forget(Nd4jSession session) {
        sessions.remove(session);
    }

    void requireOpen() {
        if (closed) {
            throw Checks.closed("the backend " + info.id());
        }
    }
}
