package org.memhop.conformance.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.conformance.Case;
import org.memhop.conformance.GraphCheck;
import org.memhop.conformance.Group;
import org.memhop.conformance.Trial;

/** Graphs of special forms: nothing in them, much in them, one thing under several names. */
final class GraphCases {
    private static final int NODES = 20_000;

    private final List<Case> cases = new ArrayList<>();

    static List<Case> list() {
        GraphCases all = new GraphCases();
        for (DType type : DType.values()) {
            all.leaves(type);
        }
        all.nothing();
        all.large();
        all.operands();
        return all.cases;
    }

    private void leaves(DType type) {
        check("inputs, constants and variables as outputs, " + type, (g, site) -> {
            Node x = site.input(Values.special(type, Shape.of(2, 9), 3, "x"), Shape.of(2, 9));
            Node v = site.variable(Values.special(type, Shape.of(5), 3, "v"));
            Node c = g.constant(Values.special(type, Shape.of(3, 3), 3, "c"));
            Node scalar = site.input(Values.usual(type, Shape.SCALAR, "s"), Shape.SCALAR);
            Node none = site.input(HostTensor.zeros(type, Shape.of(0, 3)), Shape.of(0, 3));
            g.output("input", x);
            g.output("variable", v);
            g.output("constant", c);
            g.output("scalar", scalar);
            g.output("nothing", none);
            g.output("input again", x);
            g.output("variable again", v);
            g.output("constant again", c);
        });
        check("one node under two names, and inside, " + type, (g, site) -> {
            Node x = site.input(Values.usual(type, Shape.of(7), "x"), Shape.of(7));
            Node y = g.neg(x);
            g.output("y", y);
            g.output("z", g.maximum(y, x));
            g.output("y again", y);
        });
        check("inputs that nothing uses, " + type, (g, site) -> {
            site.input(Values.usual(type, Shape.of(7), "x"), Shape.of(7));
            Node used = site.input(Values.usual(type, Shape.of(3), "y"), Shape.of(3));
            site.input(Values.usual(DType.I32, Shape.of(2, 2), "z"), Shape.of(2, 2));
            g.output("y", g.neg(used));
        });
    }

    private void nothing() {
        add("a graph without anything", trial -> {
            try (Session session = trial.backend().newSession(List.of());
                    Executable executable =
                            session.compile(Scope.root(DType.F32).graph())) {
                trial.require(executable.run(List.of()).isEmpty(), "it has results");
                trial.require(executable.run(List.of()).isEmpty(), "its second run has results");
            }
        });
        add("a graph of inputs alone", trial -> {
            Scope g = Scope.root(DType.F32);
            g.input("x", DType.F32, Shape.of(3));
            try (Session session = trial.backend().newSession(List.of());
                    Executable executable = session.compile(g.graph())) {
                HostTensor x = Values.usual(DType.F32, Shape.of(3), "x");
                trial.require(executable.run(List.of(x)).isEmpty(), "it has results");
            }
        });
        check("constants alone", (g, site) -> {
            Node c = g.constant(Values.usual(DType.F32, Shape.of(3, 4), "c"));
            g.output("y", g.sum(g.mul(c, c), 1));
            g.output("z", g.softmax(c));
        });
    }

    /** Whole numbers, so that the value of the last of thousands of nodes is known to the bit. */
    private void large() {
        add(NODES + " nodes, each on the one before", trial -> {
            Scope g = Scope.root(DType.F32);
            Node x = g.input("x", DType.F32, Shape.of(3));
            Node one = g.constant(HostTensor.of(Shape.of(3), 1f, 1f, 1f));
            Node y = x;
            int steps = NODES / 4;
            for (int i = 0; i < steps; i++) {
                y = g.relu(g.neg(g.sub(g.neg(y), one))); // y + 1
            }
            g.output("y", y);
            twice(trial, g, HostTensor.of(Shape.of(3), 0f, 7f, 1000f), HostTensor.of(Shape.of(3), 5000f, 5007f, 6000f));
        });
        add(NODES + " nodes side by side", trial -> {
            Scope g = Scope.root(DType.F32);
            Node x = g.input("x", DType.F32, Shape.of(3));
            List<Node> layer = new ArrayList<>();
            for (int i = 0; i < NODES / 3; i++) {
                // No constant comes twice, or it would be one node.
                layer.add(g.mul(
                        x,
                        g.constant(HostTensor.ofRounded(DType.F32, Shape.of(3), i % 19, i / 19 % 19, i / 361 % 19))));
            }
            while (layer.size() > 1) {
                List<Node> next = new ArrayList<>();
                for (int i = 0; i + 1 < layer.size(); i += 2) {
                    next.add(g.add(layer.get(i), layer.get(i + 1)));
                }
                if (layer.size() % 2 == 1) {
                    next.add(layer.get(layer.size() - 1));
                }
                layer = next;
            }
            g.output("y", layer.get(0));
            float[] sums = new float[3];
            for (int i = 0; i < NODES / 3; i++) {
                sums[0] += i % 19;
                sums[1] += 2 * (i / 19 % 19);
                sums[2] += 3 * (i / 361 % 19);
            }
            twice(trial, g, HostTensor.of(Shape.of(3), 1f, 2f, 3f), HostTensor.of(Shape.of(3), sums));
        });
        add("a thousand updates of one executable", trial -> {
            Variable count = new Variable("count", DType.I32, Shape.of(3));
            Scope g = Scope.root(DType.F32);
            g.update(count, g.add(g.variable(count), g.input("x", DType.I32, Shape.of(3))));
            try (Session session = trial.backend().newSession(List.of(count));
                    Executable executable = session.compile(g.graph())) {
                for (int i = 0; i < 1000; i++) {
                    executable.run(List.of(HostTensor.of(Shape.of(3), 1, i, -2)));
                }
                trial.same("count", session.read(count), HostTensor.of(Shape.of(3), 1000, 499_500, -2000));
            }
        });
    }

    private void operands() {
        check("a concatenation of four hundred parts", (g, site) -> {
            List<Node> parts = new ArrayList<>();
            Node x = site.input(Values.usual(DType.F32, Shape.of(400, 3), "x"), Shape.of(400, 3));
            for (int i = 399; i >= 0; i--) {
                parts.add(g.slice(x, List.of(i, 0), List.of(1, 3)));
            }
            g.output("y", g.concat(0, parts));
        });
        check("eight axes", (g, site) -> {
            Shape shape = Shape.of(2, 1, 3, 2, 1, 2, 3, 2);
            Node x = site.input(Values.usual(DType.F32, shape, "x"), shape);
            g.output("turned", g.transpose(x, 7, 2, 0, 3, 1, 6, 4, 5));
            g.output("sum", g.sum(x, 0, 3, 6));
            g.output("largest", g.max(x, 1, 2, 7));
            g.output("added", g.add(x, g.transpose(x, 5, 1, 6, 7, 4, 0, 2, 3)));
            g.output("part", g.slice(x, List.of(1, 0, 1, 0, 0, 1, 0, 0), List.of(1, 1, 2, 2, 1, 1, 3, 2)));
        });
        check("five hundred outputs", (g, site) -> {
            Node x = site.input(Values.usual(DType.F32, Shape.of(5), "x"), Shape.of(5));
            for (int i = 0; i < 500; i++) {
                g.output("y" + i, g.mul(x, g.constant((double) i)));
            }
        });
    }

    private static void twice(Trial trial, Scope g, HostTensor x, HostTensor expected) {
        try (Session session = trial.backend().newSession(List.of());
                Executable executable = session.compile(g.graph())) {
            trial.same("y", executable.run(List.of(x)).get(0), expected);
            trial.same("y of the second run", executable.run(List.of(x)).get(0), expected);
        }
    }

    private interface Writer {
        void write(Scope g, Placement.Site site);
    }

    private void check(String name, Writer writer) {
        Placement.Site site = new Placement.Site(Scope.root(DType.F32));
        writer.write(site.g, site);
        Map<Variable, HostTensor> variables = site.variables;
        add(name, trial -> GraphCheck.of(trial, site.g.graph(), variables, site.inputs));
    }

    private void add(String name, Case.Body body) {
        cases.add(new Case(Group.GRAPHS, name, body));
    }
}
