package com.example.counting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendInfo;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Variable;

/** Another backend, and how often its graphs have run to their end. */
public final class CountingBackend implements Backend {
    private final String id;
    private final Backend counted;
    private final LongAdder runs = new LongAdder();

    CountingBackend(String id, Backend counted) {
        this.id = id;
        this.counted = counted;
    }

    /** Runs that have succeeded, of all sessions. */
    public long runs() {
        return runs.sum();
    }

    @Override
    public BackendInfo info() {
        Map<String, String> details = new LinkedHashMap<>(counted.info().details());
        details.put("counts", counted.info().id());
        return new BackendInfo(id, details);
    }

    @Override
    public Session newSession(List<Variable> variables) {
        return new CountingSession(counted.newSession(variables));
    }

    @Override
    public void close() {
        counted.close();
    }

    private final class CountingSession implements Session {
        private final Session session;

        CountingSession(Session session) {
            this.session = session;
        }

        @Override
        public void write(Variable variable, HostTensor value) {
            session.write(variable, value);
        }

        @Override
        public HostTensor read(Variable variable) {
            return session.read(variable);
        }

        @Override
        public Executable compile(Graph graph) {
            return new CountingExecutable(session.compile(graph));
        }

        @Override
        public void close() {
            session.close();
        }
    }

    private final class CountingExecutable implements Executable {
        private final Executable executable;

        CountingExecutable(Executable executable) {
            this.executable = executable;
        }

        @Override
        public List<HostTensor> run(List<HostTensor> inputs) {
            List<HostTensor> outputs = executable.run(inputs);
            runs.increment();
            return outputs;
        }

        @Override
        public void close() {
            executable.close();
        }
    }
}
