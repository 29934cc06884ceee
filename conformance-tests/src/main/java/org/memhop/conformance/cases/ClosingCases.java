package org.memhop.conformance.cases;

import static org.memhop.conformance.cases.SessionCases.doubling;
import static org.memhop.conformance.cases.SessionCases.three;

import java.util.ArrayList;
import java.util.List;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendProvider;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.backend.reference.ReferenceBackendProvider;
import org.memhop.conformance.Case;
import org.memhop.conformance.Group;

/** What is over once it is closed, and what is not. */
final class ClosingCases {
    private static final Variable A = new Variable("a", DType.F32, Shape.of(3));

    private final List<Case> cases = new ArrayList<>();

    static List<Case> list() {
        ClosingCases all = new ClosingCases();
        all.closing();
        return all.cases;
    }

    private void closing() {
        closed("an executable after it was closed", (backend, session, executable) -> {
            executable.close();
            executable.run(List.of(three(1, 2, 3)));
        });
        closed("an executable after its session was closed", (backend, session, executable) -> {
            session.close();
            executable.run(List.of(three(1, 2, 3)));
        });
        closed("an executable after its backend was closed", (backend, session, executable) -> {
            backend.close();
            executable.run(List.of(three(1, 2, 3)));
        });
        closed("reading in a session that was closed", (backend, session, executable) -> {
            session.close();
            session.read(A);
        });
        closed("writing in a session that was closed", (backend, session, executable) -> {
            session.close();
            session.write(A, three(1, 2, 3));
        });
        closed("compiling in a session that was closed", (backend, session, executable) -> {
            session.close();
            session.compile(doubling());
        });
        closed("reading in a session whose backend was closed", (backend, session, executable) -> {
            backend.close();
            session.read(A);
        });
        closed("a new session in a backend that was closed", (backend, session, executable) -> {
            backend.close();
            backend.newSession(List.of());
        });
        add("closing twice, and in any order, does no harm", trial -> {
            Backend backend = trial.provider().open(trial.config());
            Session session = backend.newSession(List.of(A));
            Executable executable = session.compile(doubling());
            executable.run(List.of(three(1, 2, 3)));
            backend.close();
            session.close();
            executable.close();
            executable.close();
            session.close();
            backend.close();
        });
        add("what is closed leaves the others alone", trial -> {
            Backend other = trial.provider().open(trial.config());
            try (Session session = trial.backend().newSession(List.of(A));
                    Executable executable = session.compile(doubling())) {
                Session gone = trial.backend().newSession(List.of(A));
                Executable closed = session.compile(doubling());
                closed.run(List.of(three(5, 5, 5)));
                gone.write(A, three(9, 9, 9));
                session.write(A, three(1, 2, 3));
                closed.close();
                gone.close();
                other.newSession(List.of(A)).compile(doubling()).run(List.of(three(5, 5, 5)));
                other.close();
                trial.same("a", session.read(A), three(1, 2, 3));
                trial.same("y", executable.run(List.of(three(1, 2, 3))).get(0), three(2, 4, 6));
            }
        });
    }

    /** Uses something that is over. */
    private interface Use {
        void after(Backend backend, Session session, Executable executable);
    }

    private void closed(String name, Use use) {
        add("used after the end: " + name, trial -> {
            String expected = words(new ReferenceBackendProvider(), BackendConfig.DEFAULT, use);
            String found = words(trial.provider(), trial.config(), use);
            trial.require(
                    found.equals(expected), "refused with \"" + found + "\", the reference says \"" + expected + "\"");
        });
    }

    /** The words of the refusal, without the backend's id: one that wraps another may speak with either's. */
    private static String words(BackendProvider provider, BackendConfig config, Use use) {
        try (Backend backend = provider.open(config)) {
            Session session = backend.newSession(List.of(A));
            Executable executable = session.compile(doubling());
            executable.run(List.of(three(0, 0, 0)));
            return Refusal.of(() -> use.after(backend, session, executable))
                    .replaceFirst("the backend \\S+ was", "the backend ID was");
        }
    }

    private void add(String name, Case.Body body) {
        cases.add(new Case(Group.SESSIONS, name, body));
    }
}
