package org.memhop.conformance.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.conformance.Case;
import org.memhop.conformance.Failure;
import org.memhop.conformance.Group;
import org.memhop.conformance.Trial;

/** Work on several threads gives what it gives on one. */
final class ThreadCases {
    private static final int THREADS = 4;
    private static final int RUNS = 25;
    private static final Variable W = new Variable("w", DType.F32, Shape.of(9, 17));

    private ThreadCases() {}

    static List<Case> list() {
        return List.of(
                new Case(Group.SESSIONS, "sessions on several threads", ThreadCases::sessions),
                new Case(Group.SESSIONS, "executables of one session on several threads", ThreadCases::readers),
                new Case(Group.SESSIONS, "compiling while others run", ThreadCases::compiling),
                new Case(Group.SESSIONS, "one executable handed from thread to thread", ThreadCases::handedOn));
    }

    /** {@code y = softmax(tanh(x w)), w ← w + 0.01 xᵀ y}: sums of several terms, so that threads could mix them. */
    private static Graph step(boolean update) {
        Scope g = Scope.root(DType.F32);
        Node x = g.input("x", DType.F32, Shape.of(5, 9));
        Node w = g.variable(W);
        Node y = g.softmax(g.tanh(g.matmul(x, w)));
        g.output("y", y);
        if (update) {
            g.update(W, g.add(w, g.mul(g.matmul(x, y, true, false), g.constant(0.01))));
        }
        return g.graph();
    }

    private static HostTensor x(int i) {
        return Values.usual(DType.F32, Shape.of(5, 9), "x" + i);
    }

    private static HostTensor w(int i) {
        return Values.usual(DType.F32, W.shape(), "w" + i);
    }

    private static void sessions(Trial trial) throws Exception {
        List<Callable<HostTensor>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int who = i;
            tasks.add(() -> trained(trial, who));
        }
        List<HostTensor> together = onThreads(tasks);
        for (int i = 0; i < THREADS; i++) {
            trial.near("w of session " + i, together.get(i), trained(trial, i), 1e-6);
        }
    }

    private static HostTensor trained(Trial trial, int who) {
        try (Session session = trial.backend().newSession(List.of(W));
                Executable executable = session.compile(step(true))) {
            session.write(W, w(who));
            for (int run = 0; run < RUNS; run++) {
                executable.run(List.of(x(who * RUNS + run)));
            }
            return session.read(W);
        }
    }

    private static void readers(Trial trial) throws Exception {
        try (Session session = trial.backend().newSession(List.of(W))) {
            session.write(W, w(0));
            List<Callable<List<HostTensor>>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int who = i;
                Executable executable = session.compile(step(false));
                tasks.add(() -> answers(executable, who));
            }
            List<List<HostTensor>> together = onThreads(tasks);
            try (Executable alone = session.compile(step(false))) {
                for (int i = 0; i < THREADS; i++) {
                    List<HostTensor> expected = answers(alone, i);
                    for (int run = 0; run < RUNS; run++) {
                        String what = "thread " + i + ", run " + run;
                        trial.near(what, together.get(i).get(run), expected.get(run), 1e-6);
                    }
                }
            }
        }
    }

    private static List<HostTensor> answers(Executable executable, int who) {
        List<HostTensor> all = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            all.add(executable.run(List.of(x(who * RUNS + run))).get(0).copy());
        }
        return all;
    }

    private static void compiling(Trial trial) throws Exception {
        try (Session session = trial.backend().newSession(List.of(W));
                Executable running = session.compile(step(false))) {
            session.write(W, w(0));
            List<Callable<List<HostTensor>>> tasks = new ArrayList<>();
            tasks.add(() -> answers(running, 0));
            for (int i = 1; i < THREADS; i++) {
                tasks.add(() -> {
                    List<HostTensor> all = new ArrayList<>();
                    for (int run = 0; run < 5; run++) {
                        try (Executable own = session.compile(step(false))) {
                            all.add(own.run(List.of(x(run))).get(0).copy());
                        }
                        all.add(session.read(W));
                    }
                    return all;
                });
            }
            List<List<HostTensor>> together = onThreads(tasks);
            List<HostTensor> expected = answers(running, 0);
            for (int run = 0; run < 5; run++) {
                for (int i = 1; i < THREADS; i++) {
                    trial.near("thread " + i + ", run " + run, together.get(i).get(2 * run), expected.get(run), 1e-6);
                    trial.same("thread " + i + ", w", together.get(i).get(2 * run + 1), w(0));
                }
            }
        }
    }

    private static void handedOn(Trial trial) throws Exception {
        HostTensor expected = trained(trial, 0);
        try (Session session = trial.backend().newSession(List.of(W));
                Executable executable = session.compile(step(true))) {
            session.write(W, w(0));
            for (int run = 0; run < RUNS; run++) {
                int now = run;
                onThreads(List.of(() -> executable.run(List.of(x(now))).get(0).copy()));
            }
            trial.near("w", session.read(W), expected, 1e-6);
        }
    }

    private static <T> List<T> onThreads(List<Callable<T>> tasks) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(tasks.size());
        try {
            List<Future<T>> futures = new ArrayList<>();
            tasks.forEach(task -> futures.add(pool.submit(task)));
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(1, TimeUnit.MINUTES));
            }
            return results;
        } catch (TimeoutException e) {
            throw new Failure("the threads have not come to an end in a minute", e);
        } catch (ExecutionException e) {
            throw new Failure("on several threads it threw " + e.getCause(), e);
        } finally {
            pool.shutdownNow();
        }
    }
}
