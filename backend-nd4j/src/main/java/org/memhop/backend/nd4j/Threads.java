package org.memhop.backend.nd4j;

import org.memhop.api.graph.Graph;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How many threads ND4J and its BLAS compute with. Both keep that number for the whole process: so every run asks for what
 * it needs, and where two runs side by side need different numbers, either may get the other's. Results may then differ in
 * the order in which sums are taken, as they do between numbers of threads.
 */
final class Threads {
    /** Elements of a graph's largest tensor from which on a second thread pays for being woken. */
    private static final int WORTHWHILE = 500_000;

    private final int most;

    Threads(int most) {
        this.most = most;
    }

    /** Whether a graph is large enough for more than one thread. */
    static boolean worthwhile(Graph graph) {
        return graph.nodes().stream().anyMatch(node -> node.shape().size() >= WORTHWHILE);
    }

    /** Prepares for a run of a large graph, with all threads, or of a small one, with one. */
    void use(boolean large) {
        int wanted = large ? most : 1;
        Environment environment = Nd4j.getEnvironment();
        if (environment.maxThreads() != wanted) {
            environment.setMaxThreads(wanted);
            environment.setMaxMasterThreads(wanted);
            Nd4j.factory().blas().setMaxThreads(wanted);
        }
    }
}
