package org.memhop.core.wiring;

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
 * that, some of them late; ND4J, for one, finds its natives so.
 */
record FolderBackend(Backend backend, ClassLoader loader) implements Backend {
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
                return new Availability.Unavailable(
                        folder.place() + " lacks something, or has it for another platform: " + e, REMEDY);
            }
        }

        @Override
        public Backend open(BackendConfig config) {
            try {
                return new FolderBackend(within(loader, () -> provider.open(config)), loader);
            } catch (LinkageError e) {
                throw new BackendException(
                        "backend " + id() + ": " + folder.place() + " lacks something, or has it for another platform: "
                                + e + "; " + REMEDY,
                        e);
            }
        }
    }

    private static final String REMEDY = "put every jar that it needs into the folder, natives for this platform too";

    @Override
    public BackendInfo info() {
        return within(loader, backend::info);
    }

    @Override
    public Session newSession(List<Variable> variables) {
        return new InSession(within(loader, () -> backend.newSession(variables)), loader);
    }

    @Override
    public void close() {
        within(loader, backend::close);
    }

    private record InSession(Session session, ClassLoader loader) implements Session {
        @Override
        public void write(Variable variable, HostTensor value) {
            within(loader, () -> session.write(variable, value));
        }

        @Override
        public HostTensor read(Variable variable) {
            return within(loader, () -> session.read(variable));
        }

        @Override
        public Executable compile(Graph graph) {
            return new InExecutable(within(loader, () -> session.compile(graph)), loader);
        }

        @Override
        public void close() {
            within(loader, session::close);
        }
    }

    private record InExecutable(Executable executable, ClassLoader loader) implements Executable {
        @Override
        public List<HostTensor> run(List<HostTensor> inputs) {
            return within(loader, () -> executable.run(inputs));
        }

        @Override
        public void close() {
            within(loader, executable::close);
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

    private static void within(ClassLoader loader, Runnable work) {
        within(loader, () -> {
            work.run();
            return true;
        });
    }
}
