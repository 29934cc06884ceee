package org.memhop.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.memhop.api.ConfigException;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.api.model.ComponentProvider;
import org.memhop.api.model.Halting;
import org.memhop.api.model.Initial;
import org.memhop.api.model.ModelContext;
import org.memhop.api.model.Output;
import org.memhop.api.model.Verdict;

/**
 * Learns after which hop to answer, question by question (Banino, Balaguer and Blundell, "PonderNet", 2021). The state after
 * hop n says how likely it is to halt there, if it has not halted before; after the last hop it halts:
 *
 * <pre>
 * λ_n    = σ(w·u_n + b)                          [B];  w [1, d], b [1];  λ_K = 1
 * p_n    = λ_n Π_{j&lt;n} (1 − λ_j)               [B], the chance of halting after hop n
 * answer = Σ_n p_n softmax(logits_n)             [B, V]
 * loss   = Σ_n p_n CE_n + β KL(p ‖ q)            [B];  q_n ∝ λ_p (1 − λ_p)^{n−1}, n = 1 … K
 * hops   = Σ_n n p_n                             [B]
 * </pre>
 *
 * <p>Options: {@code prior} is λ_p, the larger the fewer hops it leads to; {@code weight} is β, how much it leads. At first λ
 * is about λ_p. Everything is computed with logarithms, so that a p_n too small for its type does no harm.
 */
public final class PonderHalting implements Halting {
    private final double prior;
    private final double weight;
    private final Variable w; // [1, d]
    private final Variable b; // [1]

    PonderHalting(ModelContext model) {
        if (model.hops() < 2) {
            throw new ConfigException("setting halting: ponder chooses after which hop to answer, and there is "
                    + model.hops() + "; expected hops of 2 or more, or halting last");
        }
        this.prior = model.option("prior", 0.2, 0.01, 0.99);
        this.weight = model.option("weight", 0.01, 0.0, 1000.0);
        this.w = model.parameter("halt_w", Shape.of(1, model.dimension()));
        this.b = model.parameter("halt_b", Shape.of(1), Initial.constant(Math.log(prior / (1 - prior))));
    }

    @Override
    public Verdict judge(Scope g, List<Node> states, Output output) {
        Scope at = g.scope("halting");
        Node logHalting = logHalting(at, states);
        List<Node> logits = new ArrayList<>();
        for (int n = 0; n < states.size(); n++) {
            logits.add(output.logits(g.scope("output" + (n + 1)), states.get(n)));
        }
        return new Pondered(
                mixed(at, logHalting, logits),
                logits,
                logHalting,
                divergence(at, logHalting),
                expectedHops(at, at.exp(logHalting)));
    }

    /** {@code log p}, [B, K]. */
    private Node logHalting(Scope g, List<Node> states) {
        Node going =
                g.broadcastTo(g.constant(0.0), Shape.of(states.get(0).shape().dim(0), 1)); // log Π (1 − λ_j)
        List<Node> each = new ArrayList<>();
        for (Node state : states.subList(0, states.size() - 1)) {
            Node score = g.add(g.matmul(state, g.variable(w), false, true), g.variable(b)); // w·u + b, [B, 1]
            // σ(x) is the first of softmax(x, 0), and 1 − σ(x) the second.
            Node both = g.logSoftmax(g.concat(1, List.of(score, g.filled(score, 0))));
            each.add(g.add(going, column(g, both, 0)));
            going = g.add(going, column(g, both, 1));
        }
        each.add(going);
        return g.concat(1, each);
    }

    /** {@code log Σ_n p_n softmax(logits_n)}, [B, V]. The greatest term is taken out first, so that one at least stays 1. */
    private static Node mixed(Scope g, Node logHalting, List<Node> logits) {
        Shape shape = logits.get(0).shape();
        List<Node> terms = new ArrayList<>();
        for (int n = 0; n < logits.size(); n++) {
            Node term = g.add(column(g, logHalting, n), g.logSoftmax(logits.get(n)));
            terms.add(g.reshape(term, Shape.of(shape.dim(0), 1, shape.dim(1))));
        }
        Node all = g.concat(1, terms); // [B, K, V]
        Node greatest = g.stopGradient(g.max(all, 1)); // it cancels out, and so does its gradient
        Node rest = g.sub(all, g.reshape(greatest, Shape.of(shape.dim(0), 1, shape.dim(1))));
        return g.add(greatest, g.log(g.sum(g.exp(rest), 1)));
    }

    /** {@code β KL(p ‖ q)}, [B]. */
    private Node divergence(Scope g, Node logHalting) {
        int hops = logHalting.shape().dim(1);
        double[] q = new double[hops];
        double sum = 0;
        for (int n = 0; n < hops; n++) {
            q[n] = prior * Math.pow(1 - prior, n);
            sum += q[n];
        }
        for (int n = 0; n < hops; n++) {
            q[n] = Math.log(q[n] / sum);
        }
        Node logPrior = g.constant(HostTensor.ofRounded(g.floating(), Shape.of(hops), q));
        Node each = g.mul(g.exp(logHalting), g.sub(logHalting, logPrior));
        return g.mul(g.constant(weight), g.sum(each, 1));
    }

    /** {@code Σ_n n p_n}, [B]. */
    private static Node expectedHops(Scope g, Node halting) {
        int hops = halting.shape().dim(1);
        double[] numbers = IntStream.rangeClosed(1, hops).asDoubleStream().toArray();
        return g.sum(g.mul(halting, g.constant(HostTensor.ofRounded(g.floating(), Shape.of(hops), numbers))), 1);
    }

    private static Node column(Scope g, Node x, int n) {
        return g.slice(x, List.of(0, n), List.of(x.shape().dim(0), 1));
    }

    /**
     * What it decided.
     *
     * @param each the scores after each hop, [B, V]
     * @param divergence β KL, [B]
     * @param expected hops, [B]
     */
    private record Pondered(Node logits, List<Node> each, Node logHalting, Node divergence, Node expected)
            implements Verdict {
        @Override
        public Node loss(Scope g, Node answers) {
            Node loss = divergence;
            for (int n = 0; n < each.size(); n++) {
                Node chance = g.reshape(g.exp(column(g, logHalting, n)), divergence.shape());
                loss = g.add(loss, g.mul(chance, g.crossEntropy(each.get(n), answers)));
            }
            return loss;
        }

        @Override
        public Optional<Node> hops() {
            return Optional.of(expected);
        }
    }

    /** Makes it. */
    public static final class Provider implements ComponentProvider<Halting> {
        @Override
        public Class<Halting> kind() {
            return Halting.class;
        }

        @Override
        public String id() {
            return "ponder";
        }

        @Override
        public String summary() {
            return "answers after as many hops as the question seems to need (Banino et al., 2021); prior=0.2, weight=0.01";
        }

        @Override
        public Halting create(ModelContext context) {
            return new PonderHalting(context);
        }
    }
}
