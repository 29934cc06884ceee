package org.memhop.backend.jvm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;

/** A training step of a memory network of one hop, its gradient written out by hand: the patterns of real training. */
final class TrainingStep {
    final int batch;
    final int slots;
    final int places;
    final int d;
    final int vocabulary;
    final List<Variable> tables = new ArrayList<>();

    TrainingStep(int batch, int slots, int places, int d, int vocabulary, DType type) {
        this.batch = batch;
        this.slots = slots;
        this.places = places;
        this.d = d;
        this.vocabulary = vocabulary;
        for (String name : List.of("keys", "values")) {
            tables.add(new Variable(name, type, Shape.of(vocabulary, d)));
        }
    }

    Graph graph(DType type) {
        Scope g = Scope.root(type);
        Node words = g.input("words<" + vocabulary, DType.I32, Shape.of(batch, slots, places));
        Node question = g.input("question<" + vocabulary, DType.I32, Shape.of(batch, places));
        Node answers = g.input("answers<" + vocabulary, DType.I32, Shape.of(batch));
        Node keys = g.variable(tables.get(0));
        Node values = g.variable(tables.get(1));
        Node weights = g.constant(HostTensor.ofRounded(
                type,
                Shape.of(places, d),
                new Random(5)
                        .doubles((long) places * d)
                        .map(x -> (float) x + 0.5f)
                        .toArray()));
        Node u = g.sum(g.mul(g.gatherRows(keys, question), weights), 1); //             [B, d]
        Node m = g.sum(g.mul(g.gatherRows(keys, words), weights), 2); //                [B, M, d]
        Node c = g.sum(g.mul(g.gatherRows(values, words), weights), 2);
        Node column = g.reshape(u, Shape.of(batch, d, 1));
        Node p = g.softmax(g.reshape(g.matmul(m, column), Shape.of(batch, slots)));
        Node row = g.reshape(p, Shape.of(batch, 1, slots));
        Node next = g.add(u, g.reshape(g.matmul(row, c), Shape.of(batch, d)));
        Node logits = g.matmul(next, values, false, true); //                           [B, V]
        Node losses = g.crossEntropy(logits, answers);
        g.output("loss", g.sumAll(losses));
        g.output("attention", p);

        Node dLogits = g.crossEntropyGrad(logits, answers, g.filled(losses, 1));
        Node dNext = g.matmul(dLogits, values);
        Node dRow = g.reshape(dNext, Shape.of(batch, 1, d));
        Node dp = g.reshape(g.matmul(dRow, c, false, true), Shape.of(batch, slots));
        Node sum = g.reshape(g.sum(g.mul(dp, p), 1), Shape.of(batch, 1));
        Node ds = g.reshape(g.mul(p, g.sub(dp, g.broadcastTo(sum, p.shape()))), Shape.of(batch, slots, 1));
        Node du = g.add(dNext, g.reshape(g.matmul(m, ds, true, false), Shape.of(batch, d)));
        Node dm = g.matmul(ds, column, false, true);
        Node dc = g.matmul(row, dRow, true, false);
        Node asked = g.mul(g.broadcastTo(g.reshape(du, Shape.of(batch, 1, d)), Shape.of(batch, places, d)), weights);
        Node dKeys = g.add(scatter(g, dm, weights, words), g.scatterAddRows(asked, question, vocabulary));
        Node dValues = g.add(g.matmul(dLogits, next, true, false), scatter(g, dc, weights, words));
        update(g, tables.get(0), dKeys);
        update(g, tables.get(1), dValues);
        return g.graph();
    }

    private Node scatter(Scope g, Node rows, Node weights, Node words) {
        Node each = g.broadcastTo(g.reshape(rows, Shape.of(batch, slots, 1, d)), Shape.of(batch, slots, places, d));
        return g.scatterAddRows(g.mul(each, weights), words, vocabulary);
    }

    private void update(Scope g, Variable table, Node raw) {
        int[] live = new int[vocabulary];
        Arrays.fill(live, 1, vocabulary, 1);
        Node gradient = g.where(g.constant(HostTensor.of(Shape.of(vocabulary, 1), live)), raw, g.constant(0.0));
        Node norm = g.sqrt(g.sumAll(g.mul(gradient, gradient)));
        Node factor = g.div(g.constant(1.0), g.maximum(norm, g.constant(1.0)));
        Node step = g.mul(g.mul(gradient, factor), g.constant(0.01));
        g.update(table, g.sub(g.variable(table), step));
    }

    /** Words of which about half are null, a question and answers. */
    List<HostTensor> inputs(int seed) {
        Random random = new Random(seed);
        HostTensor words = HostTensor.zeros(DType.I32, Shape.of(batch, slots, places));
        HostTensor question = HostTensor.zeros(DType.I32, Shape.of(batch, places));
        HostTensor answers = HostTensor.zeros(DType.I32, Shape.of(batch));
        for (HostTensor tensor : List.of(words, question, answers)) {
            for (int i = 0; i < tensor.shape().size(); i++) {
                tensor.ints()[i] = random.nextBoolean() ? 0 : random.nextInt(vocabulary);
            }
        }
        return List.of(words, question, answers);
    }

    /** Small random numbers, the null word's row zero. */
    HostTensor initial(Variable table, int seed) {
        HostTensor value = HostTensor.zeros(table.type(), table.shape());
        Random random = new Random(seed);
        for (int i = d; i < value.shape().size(); i++) {
            value.set(i, (float) (0.1 * random.nextGaussian()));
        }
        return value;
    }
}
