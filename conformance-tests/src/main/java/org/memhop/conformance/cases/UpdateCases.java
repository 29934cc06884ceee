package org.memhop.conformance.cases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.memhop.conformance.Group;
import org.memhop.conformance.Trial;

/**
 * Variables that a run replaces: all from old values, all at once. The numbers are small and whole, so that every order of
 * adding gives the same bits.
 */
final class UpdateCases {
    private final DType type;
    private final List<Case> cases = new ArrayList<>();

    private UpdateCases(DType type) {
        this.type = type;
    }

    static List<Case> list() {
        List<Case> all = new ArrayList<>();
        for (DType type : DType.values()) {
            UpdateCases updates = new UpdateCases(type);
            updates.exchanges();
            updates.aliases();
            updates.parts();
            updates.rows();
            updates.outputs();
            all.addAll(updates.cases);
        }
        return all;
    }

    /** Writes a graph over three variables of three elements, and one square. */
    private interface Writer {
        void write(Scope g, Node a, Node b, Node c, Node square);
    }

    private Variable vector(String name) {
        return new Variable(name, type, Shape.of(3));
    }

    private HostTensor three(double x, double y, double z) {
        return HostTensor.ofRounded(type, Shape.of(3), x, y, z);
    }

    private HostTensor nine(double... values) {
        return HostTensor.ofRounded(type, Shape.of(3, 3), values);
    }

    private Variable a() {
        return vector("a");
    }

    private Variable b() {
        return vector("b");
    }

    private Variable c() {
        return vector("c");
    }

    private Variable square() {
        return new Variable("square", type, Shape.of(3, 3));
    }

    private void exchanges() {
        add(
                "two variables swap",
                (g, a, b, c, s) -> {
                    g.update(a(), b);
                    g.update(b(), a);
                },
                expect(a(), three(4, 5, 6), b(), three(1, 2, 3)));
        add(
                "three variables change places",
                (g, a, b, c, s) -> {
                    g.update(a(), b);
                    g.update(b(), c);
                    g.update(c(), a);
                },
                expect(a(), three(4, 5, 6), b(), three(7, 8, 9), c(), three(1, 2, 3)));
        add(
                "every update reads the old values",
                (g, a, b, c, s) -> {
                    g.update(a(), g.add(a, b));
                    g.update(b(), g.sub(a, b));
                    g.update(c(), g.mul(a, b));
                },
                expect(a(), three(5, 7, 9), b(), three(-3, -3, -3), c(), three(4, 10, 18)));
        add(
                "the same, the other way round",
                (g, a, b, c, s) -> {
                    g.update(c(), g.mul(a, b));
                    g.update(b(), g.sub(a, b));
                    g.update(a(), g.add(a, b));
                },
                expect(a(), three(5, 7, 9), b(), three(-3, -3, -3), c(), three(4, 10, 18)));
        add(
                "a variable that another update copies",
                (g, a, b, c, s) -> {
                    g.update(a(), g.neg(a));
                    g.update(b(), a);
                },
                expect(a(), three(-1, -2, -3), b(), three(1, 2, 3)));
        add(
                "a copy made before its source changes",
                (g, a, b, c, s) -> {
                    g.update(b(), a);
                    g.update(a(), g.neg(a));
                },
                expect(a(), three(-1, -2, -3), b(), three(1, 2, 3)));
    }

    private void aliases() {
        add(
                "two variables become one value",
                (g, a, b, c, s) -> {
                    Node next = g.add(a, b);
                    g.update(a(), next);
                    g.update(b(), next);
                },
                expect(a(), three(5, 7, 9), b(), three(5, 7, 9)));
        add("a variable becomes itself", (g, a, b, c, s) -> g.update(a(), a), expect(a(), three(1, 2, 3)));
        add(
                "two variables become a third",
                (g, a, b, c, s) -> {
                    g.update(a(), c);
                    g.update(b(), c);
                },
                expect(a(), three(7, 8, 9), b(), three(7, 8, 9)));
        add(
                "a variable becomes a constant",
                (g, a, b, c, s) -> {
                    Node constant = g.constant(three(11, 12, 13));
                    g.update(a(), constant);
                    g.update(b(), g.add(constant, a));
                },
                expect(a(), three(11, 12, 13), b(), three(12, 14, 16)));
        add(
                "an update that does not read its variable",
                (g, a, b, c, s) -> g.update(a(), g.add(b, c)),
                expect(a(), three(11, 13, 15)));
        add(
                "a variable becomes its own product",
                (g, a, b, c, s) -> g.update(square(), g.mul(s, s)),
                expect(square(), nine(1, 4, 9, 16, 25, 36, 49, 64, 81)));
        if (type.isFloating()) {
            add(
                    "a matrix becomes its own product",
                    (g, a, b, c, s) -> g.update(square(), g.matmul(s, s)),
                    expect(square(), nine(30, 36, 42, 66, 81, 96, 102, 126, 150)));
        }
    }

    private void parts() {
        add(
                "a matrix becomes itself transposed",
                (g, a, b, c, s) -> g.update(square(), g.transpose(s, 1, 0)),
                expect(square(), nine(1, 4, 7, 2, 5, 8, 3, 6, 9)));
        add(
                "elements move up",
                (g, a, b, c, s) -> g.update(a(), g.concat(0, List.of(part(g, a, 1, 2), part(g, a, 0, 1)))),
                expect(a(), three(2, 3, 1)));
        add(
                "elements move down",
                (g, a, b, c, s) -> g.update(a(), g.pad(part(g, a, 0, 2), List.of(1), List.of(0))),
                expect(a(), three(0, 1, 2)));
        add(
                "a variable becomes its own first element",
                (g, a, b, c, s) -> g.update(a(), g.broadcastTo(part(g, a, 0, 1), Shape.of(3))),
                expect(a(), three(1, 1, 1)));
        add(
                "a variable plus its own last element",
                (g, a, b, c, s) -> g.update(a(), g.add(a, g.broadcastTo(part(g, a, 2, 1), Shape.of(3)))),
                expect(a(), three(4, 5, 6)));
        add(
                "a matrix plus itself transposed",
                (g, a, b, c, s) -> g.update(square(), g.add(s, g.transpose(s, 1, 0))),
                expect(square(), nine(2, 6, 10, 6, 10, 14, 10, 14, 18)));
        add(
                "a row less the sum of all rows",
                (g, a, b, c, s) -> {
                    g.update(square(), g.sub(s, g.sum(s, 0)));
                    g.update(a(), g.sum(s, 0));
                },
                expect(square(), nine(-11, -13, -15, -8, -10, -12, -5, -7, -9), a(), three(12, 15, 18)));
    }

    private void rows() {
        add(
                "rows of a table in another order",
                (g, a, b, c, s) -> g.update(square(), g.gatherRows(s, rows(g, 2, 2, 0))),
                expect(square(), nine(7, 8, 9, 7, 8, 9, 1, 2, 3)));
        add(
                "a table plus some rows, one of them twice",
                (g, a, b, c, s) -> g.update(square(), g.add(s, g.scatterAddRows(s, rows(g, 1, 1, 2), 3))),
                expect(square(), nine(1, 2, 3, 9, 12, 15, 14, 16, 18)));
        add(
                "a table less some rows, no row twice",
                (g, a, b, c, s) ->
                        g.update(square(), g.sub(s, g.mul(g.scatterAddRows(s, rows(g, 2, 0, 1), 3), number(g, 2)))),
                expect(square(), nine(-7, -8, -9, -10, -11, -12, 5, 4, 3)));
        add(
                "rows that a mask keeps",
                (g, a, b, c, s) -> {
                    Node live = g.constant(HostTensor.of(Shape.of(3, 1), 0, 1, 1));
                    Node gradient = g.where(live, g.scatterAddRows(s, rows(g, 0, 1, 0), 3), number(g, 0));
                    g.update(square(), g.sub(s, gradient));
                },
                expect(square(), nine(1, 2, 3, 0, 0, 0, 7, 8, 9)));
    }

    private void outputs() {
        cases.add(new Case(Group.UPDATES, "an output that is a variable shows it before the update, " + type, trial -> {
            Scope g = Scope.root(DType.F32);
            Node a = g.variable(a());
            g.output("before", a);
            g.output("after", g.add(a, a));
            g.update(a(), g.add(a, a));
            try (Session session = trial.backend().newSession(List.of(a()));
                    Executable executable = session.compile(g.graph())) {
                session.write(a(), three(1, 2, 3));
                List<HostTensor> results = executable.run(List.of());
                trial.same("output before", results.get(0), three(1, 2, 3));
                trial.same("output after", results.get(1), three(2, 4, 6));
                session.write(a(), three(50, 50, 50));
                trial.same("output before, once the variable was written", results.get(0), three(1, 2, 3));
                trial.same("output after, once the variable was written", results.get(1), three(2, 4, 6));
            }
        }));
        cases.add(new Case(Group.UPDATES, "a variable becomes an input, which is not kept, " + type, trial -> {
            Scope g = Scope.root(DType.F32);
            g.update(a(), g.input("x", type, Shape.of(3)));
            try (Session session = trial.backend().newSession(List.of(a()));
                    Executable executable = session.compile(g.graph())) {
                HostTensor x = three(1, 2, 3);
                executable.run(List.of(x));
                x.set(0, 99);
                trial.same("a", session.read(a()), three(1, 2, 3));
                executable.run(List.of(x));
                x.set(0, 55);
                trial.same("a after the second run", session.read(a()), three(99, 2, 3));
            }
        }));
        cases.add(new Case(Group.UPDATES, "five runs add up, " + type, trial -> {
            Scope g = Scope.root(DType.F32);
            Node a = g.variable(a());
            g.update(a(), g.add(a, g.variable(b())));
            g.update(b(), g.add(g.variable(b()), g.input("x", type, Shape.of(3))));
            try (Session session = trial.backend().newSession(List.of(a(), b()));
                    Executable executable = session.compile(g.graph())) {
                for (int run = 0; run < 5; run++) {
                    trial.require(
                            executable.run(List.of(three(1, 0, -1))).isEmpty(), "a graph without outputs gave some");
                }
                trial.same("a", session.read(a()), three(10, 0, -10));
                trial.same("b", session.read(b()), three(5, 0, -5));
            }
        }));
    }

    private Node part(Scope g, Node x, int start, int size) {
        return g.slice(x, List.of(start), List.of(size));
    }

    private Node number(Scope g, double value) {
        return g.constant(HostTensor.ofRounded(type, Shape.SCALAR, value));
    }

    private static Node rows(Scope g, int... rows) {
        return g.constant(HostTensor.of(Shape.of(rows.length), rows));
    }

    private static Map<Variable, HostTensor> expect(Object... pairs) {
        Map<Variable, HostTensor> expected = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            expected.put((Variable) pairs[i], (HostTensor) pairs[i + 1]);
        }
        return expected;
    }

    private void add(String name, Writer writer, Map<Variable, HostTensor> expected) {
        Scope g = Scope.root(DType.F32);
        writer.write(g, g.variable(a()), g.variable(b()), g.variable(c()), g.variable(square()));
        cases.add(new Case(Group.UPDATES, name + ", " + type, trial -> run(trial, g, expected)));
    }

    private void run(Trial trial, Scope g, Map<Variable, HostTensor> expected) {
        Map<Variable, HostTensor> after = new LinkedHashMap<>();
        after.put(a(), three(1, 2, 3));
        after.put(b(), three(4, 5, 6));
        after.put(c(), three(7, 8, 9));
        after.put(square(), nine(1, 2, 3, 4, 5, 6, 7, 8, 9));
        try (Session session = trial.backend().newSession(List.copyOf(after.keySet()));
                Executable executable = session.compile(g.graph())) {
            after.forEach(session::write);
            after.putAll(expected);
            executable.run(List.of());
            after.forEach(
                    (variable, value) -> trial.same("variable " + variable.name(), session.read(variable), value));
        }
    }
}
