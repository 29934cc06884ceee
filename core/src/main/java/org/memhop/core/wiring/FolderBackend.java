package org.memhop.core.wiring;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.memhop.api.BackendException;
import org.memhop.api.backend.Availability;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendInfo;
import org.memhop.api.backend.BackendProvider;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Variable;

/**
 * A backend whose every call runs with its folder's class loader as the thread's. Libraries look for their own parts through
 * that, some of them late; ND4J, for one, finds its natives so. What the folder lacks may come to light as late.
 */
record FolderBackend(Backend backend, Home home) implements Backend {
    /** Where a backend's classes come from. */
    private record Home(String id, Path place, ClassLoader loader) {
        String lacks(LinkageError e) {
            return place + " lacks something, or has it for another platform or version of Memhop: " + e;
        }

        /** Calls the backend; the error is ours if a class or a method of one is missing. */
        <T> T call(Supplier<T> work) {
            try {
                return within(loader, work);
            } catch (LinkageError e) {
                throw new BackendException("backend " + id + ": " + lacks(e) + "; " + REMEDY, e);
            }
        }

        void call(Runnable work) {
            call(() -> {
                work.run();
                return true;
            });
        }
    }

    /** The provider as the program sees it. */
    record Provider(BackendProvider provider, BackendFolder folder, ClassLoader loader) implements BackendProvider {
        @Override
        public String id() {
            return provider.id();
        }

        @Override
        public Availability probe(BackendConfig config) {
            try {
                return within(loader, () -> provider.probe(config));
            } catch (LinkageError e) {
                return new Availability.Unavailable(home().lacks(e), REMEDY);
            }
        }

        @Override
        public Backend open(BackendConfig config) {
            Home home = home();
            return new FolderBackend(home.call(() -> provider.open(config)), home);
        }

        private Home home() {
            return new Home(id(), folder.place(), loader);
        }
    }

    private static final String REMEDY = "put every jar that it needs into the folder, natives for this platform too";

    @Override
    public BackendInfo info() {
        return home.call(backend::info);
    }

    @Override
    public Session newSession(List<Variable> variables) {
        return new InSession(home.call(() -> backend.newSession(variables)), home);
    }

    @Override
    public void close() {
        home.call(backend::close);
    }

    private record InSession(Session session, Home home) implements Session {
        @Override
        public void write(Variable variable, HostTensor value) {
            home.call(() -> session.write(variable, value));
        }

        @Override
        public HostTensor read(Variable variable) {
            return home.call(() -> session.read(variable));
        }

        @Override
        public Executable compile(Graph graph) {
            return new InExecutable(home.call(() -> session.compile(graph)), home);
        }

        @Override
        public void close() {
            home.call(session::close);
        }
    }

    private record InExecutable(Executable executable, Home home) implements Executable {
        @Override
        public List<HostTensor> run(List<HostTensor> inputs) {
            return home.call(() -> executable.run(inputs));
        }

        @Override
        public void close() {
            home.call(executable::close);
        }
    }

    private static <T> T within(ClassLoader loader, Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
