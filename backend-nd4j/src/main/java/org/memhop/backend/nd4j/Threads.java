package org.memhop.backend.nd4j;

import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.nd4j.linalg.api.blas.Blas;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How many threads the BLAS of ND4J computes with; ND4J's own operations take one, as those used here wait for memory, and
 * waking threads for each costs more than they save. Both keep their number for the whole process: so every run asks for
 * what it needs, and where two runs side by side need different numbers, either may get the other's. Results may then differ
 * in the order in which sums are taken, as they do between numbers of threads.
 */
final class Threads {
    /**
     * Multiplications in a graph's largest product of matrices from which on a second thread pays: that is a matter of
     * milliseconds, while on a busy machine a thread may be waited for as long.
     */
    private static final long WORTHWHILE = 50_000_000;

    private final int most;

    Threads(int most) {
        this.most = most;
    }

    /** Whether a graph is large enough for more than one thread. */
    static boolean worthwhile(Graph graph) {
        return graph.nodes().stream().anyMatch(node -> multiplications(node) >= WORTHWHILE);
    }

    /** Prepares for a run of a large graph, with all threads, or of a small one, with one. */
    void use(boolean large) {
        Environment environment = Nd4j.getEnvironment();
        if (environment.maxThreads() != 1) {
            environment.setMaxThreads(1);
            environment.setMaxMasterThreads(1);
        }
        int wanted = large ? most : 1;
        Blas blas = Nd4j.factory().blas();
        // To set it takes a tenth of a millisecond, even to what it is.
        if (blas.getMaxThreads() != wanted) {
            blas.setMaxThreads(wanted);
        }
    }

    private static long multiplications(Node node) {
        if (node.op() != Op.MATMUL || node.shape().rank() != 2) {
            return 0;
        }
        boolean transposed = ((Attributes.MatMul) node.attributes()).transposeA();
        return (long) node.shape().size() * node.input(0).shape().dim(transposed ? 0 : 1);
    }
}
