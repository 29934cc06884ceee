package org.memhop.conformance.cases;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.conformance.Trial;

/** The operations that take rows by number, each of 5 rows with 6 indices. */
enum Indexed {
    GATHER_ROWS {
        @Override
        Node build(Scope g, Node indices) {
            return g.gatherRows(g.input("table", DType.F32, Shape.of(5, 3)), indices);
        }
    },
    SCATTER_ADD_ROWS {
        @Override
        Node build(Scope g, Node indices) {
            return g.scatterAddRows(g.input("rows", DType.F32, Shape.of(6, 3)), indices, 5);
        }
    },
    CROSS_ENTROPY {
        @Override
        Node build(Scope g, Node indices) {
            return g.crossEntropy(g.input("logits", DType.F32, Shape.of(6, 5)), indices);
        }
    },
    CROSS_ENTROPY_GRAD {
        @Override
        Node build(Scope g, Node indices) {
            Node logits = g.input("logits", DType.F32, Shape.of(6, 5));
            return g.crossEntropyGrad(logits, indices, g.input("gradient", DType.F32, Shape.of(6)));
        }
    };

    /** Where indices come from. */
    enum Source {
        INPUT("an input"),
        COMPUTED("computed from an input"),
        MOVED("a part of an input, turned"),
        CONSTANT("a constant"),
        VARIABLE("a variable"),
        COMPUTED_FROM_VARIABLE("computed from a variable");

        private final String title;

        Source(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private static final Variable W = new Variable("w", DType.F32, Shape.of(4));
    private static final Variable I = new Variable("i", DType.I32, Shape.of(6));

    abstract Node build(Scope g, Node indices);

    /** That a run with one wrong index is refused and changes nothing. */
    void refuses(Trial trial, Source source, int bad) {
        HostTensor wrong = HostTensor.of(Shape.of(6), 0, 4, 2, bad, 1, 3);
        HostTensor right = HostTensor.of(Shape.of(6), 0, 4, 2, 4, 1, 3);
        Scope g = Scope.root(DType.F32);
        g.update(W, g.add(g.variable(W), g.constant(1.0)));
        Node zero = g.constant(0);
        switch (source) {
            case INPUT -> end(trial, g, g.input("i", DType.I32, Shape.of(6)), List.of(wrong), List.of(right));
            case COMPUTED -> {
                Node i = g.add(g.neg(g.neg(g.input("i", DType.I32, Shape.of(6)))), zero);
                end(trial, g, i, List.of(wrong), List.of(right));
            }
            case MOVED -> {
                Node all = g.input("i", DType.I32, Shape.of(6, 2));
                Node part = g.reshape(g.slice(g.transpose(all, 1, 0), List.of(1, 0), List.of(1, 6)), Shape.of(6));
                end(trial, g, part, List.of(second(wrong)), List.of(second(right)));
            }
            case CONSTANT -> fixed(trial, g, g.constant(wrong), Map.of());
            case VARIABLE -> fixed(trial, g, g.variable(I), Map.of(I, wrong));
            case COMPUTED_FROM_VARIABLE -> fixed(trial, g, g.add(g.variable(I), zero), Map.of(I, wrong));
        }
    }

    private void end(Trial trial, Scope g, Node indices, List<HostTensor> wrong, List<HostTensor> right) {
        g.output("y", build(g, indices));
        Refusal.leavesNoTrace(trial, g.graph(), with(g, wrong), with(g, right));
    }

    private void fixed(Trial trial, Scope g, Node indices, Map<Variable, HostTensor> indexed) {
        g.output("y", build(g, indices));
        Map<Variable, HostTensor> values = new LinkedHashMap<>(indexed);
        values.put(W, Values.usual(DType.F32, W.shape(), "w"));
        Refusal.ofRun(trial, g.graph(), values, with(g, List.of()));
    }

    /** The indices, and usual numbers for every other input. */
    private static List<HostTensor> with(Scope g, List<HostTensor> indices) {
        return g.graph().inputs().stream()
                .map(input -> input.type() == DType.I32
                        ? indices.get(0)
                        : Values.usual(input.type(), input.shape(), input.toString()))
                .toList();
    }

    /** These indices as the second of two columns; the first holds what is never looked at. */
    private static HostTensor second(HostTensor indices) {
        HostTensor both = HostTensor.zeros(DType.I32, Shape.of(6, 2));
        for (int i = 0; i < 6; i++) {
            both.ints()[2 * i] = 99;
            both.ints()[2 * i + 1] = indices.ints()[i];
        }
        return both;
    }
}
