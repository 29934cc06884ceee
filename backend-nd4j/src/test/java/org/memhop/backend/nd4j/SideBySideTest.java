package org.memhop.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;

class SideBySideTest {
    private static final int N = 160;
    private static final Variable W = new Variable("w", DType.F32, Shape.of(N, N));

    /** Large enough for ND4J's operations. */
    private static Graph graph() {
        Scope g = Scope.root(DType.F32);
        Node x = g.input("x", DType.F32, Shape.of(N, N));
        Node y = g.exp(g.mul(g.matmul(g.variable(W), x), g.constant(0.01)));
        g.output("y", g.softmax(g.add(g.div(y, g.add(y, x)), x)));
        return g.graph();
    }

    private static HostTensor input(int seed) {
        HostTensor x = HostTensor.zeros(DType.F32, Shape.of(N, N));
        for (int i = 0; i < N * N; i++) {
            x.set(i, (i * 31 + seed) % 97 / 97.0);
        }
        return x;
    }

    /** To give memory back twice would end the process. */
    @Test
    void an_executable_may_be_closed_in_one_thread_while_its_session_is_in_another() throws Exception {
        Scope g = Scope.root(DType.F32);
        Node x = g.input("x", DType.F32, Shape.of(8, 8));
        g.output("y", g.softmax(g.matmul(g.matmul(x, x), x)));
        try (Backend backend = new Nd4jBackendProvider().open(BackendConfig.DEFAULT)) {
            for (int i = 0; i < 3000; i++) {
                Session session = backend.newSession(List.of());
                Executable executable = session.compile(g.graph());
                CyclicBarrier both = new CyclicBarrier(2);
                CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
                    meet(both);
                    executable.close();
                });
                meet(both);
                session.close();
                other.get(30, TimeUnit.SECONDS);
                assertThatThrownBy(() -> executable.run(List.of(input(1)))).hasMessageContaining("closed");
            }
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void executables_of_one_session_run_on_threads_of_their_own() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Backend backend = new Nd4jBackendProvider().open(BackendConfig.DEFAULT);
                Session session = backend.newSession(List.of(W))) {
            session.write(W, input(5));
            List<HostTensor> alone = new ArrayList<>();
            List<Future<List<HostTensor>>> together = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                alone.add(session.compile(graph()).run(List.of(input(i))).get(0).copy());
            }
            for (int i = 0; i < 4; i++) {
                int seed = i;
                together.add(threads.submit(() -> {
                    Executable executable = session.compile(graph());
                    List<HostTensor> results = List.of();
                    for (int run = 0; run < 50; run++) {
                        results = executable.run(List.of(input(seed)));
                    }
                    return results;
                }));
            }
            for (int i = 0; i < 4; i++) {
                assertThat(together.get(i).get()).containsExactly(alone.get(i));
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
