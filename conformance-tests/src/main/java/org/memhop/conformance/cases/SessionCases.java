package org.memhop.conformance.cases;

import java.util.ArrayList;
import java.util.List;
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
import org.memhop.conformance.Group;

/** Who owns which tensor, and what sessions share and what they do not. */
final class SessionCases {
    private static final Variable A = new Variable("a", DType.F32, Shape.of(3));
    private static final Variable B = new Variable("b", DType.F32, Shape.of(3));

    private final List<Case> cases = new ArrayList<>();

    static List<Case> list() {
        SessionCases all = new SessionCases();
        all.variables();
        all.buffers();
        all.sharing();
        return all.cases;
    }

    private void variables() {
        add("variables start at zero", trial -> {
            Variable whole = new Variable("n", DType.I32, Shape.of(2, 2));
            Variable wide = new Variable("w", DType.F64, Shape.SCALAR);
            Variable none = new Variable("none", DType.F32, Shape.of(0, 3));
            try (Session session = trial.backend().newSession(List.of(A, whole, wide, none))) {
                for (Variable variable : List.of(A, whole, wide, none)) {
                    trial.same(
                            variable.name(),
                            session.read(variable),
                            HostTensor.zeros(variable.type(), variable.shape()));
                }
            }
        });
        add("what is written is copied, and what is read is a copy", trial -> {
            try (Session session = trial.backend().newSession(List.of(A))) {
                HostTensor value = three(1, 2, 3);
                session.write(A, value);
                value.floats()[0] = 50;
                trial.same("a, once the written tensor was changed", session.read(A), three(1, 2, 3));
                HostTensor read = session.read(A);
                read.floats()[1] = 60;
                trial.same("a, once the tensor read was changed", session.read(A), three(1, 2, 3));
                session.write(A, three(7, 8, 9));
                trial.same("what was read before, once a was written", read, three(1, 60, 3));
            }
        });
        for (DType type : DType.values()) {
            add("every number is read as it was written, " + type, trial -> {
                double[] special = Values.special(type);
                Variable variable = new Variable("v", type, Shape.of(special.length));
                HostTensor value = HostTensor.ofRounded(type, variable.shape(), special);
                Variable many = new Variable("many", type, Shape.of(7, 300));
                HostTensor any = Values.anyBits(type, many.shape(), "many");
                try (Session session = trial.backend().newSession(List.of(variable, many))) {
                    session.write(variable, value);
                    session.write(many, any);
                    trial.same("v", session.read(variable), value);
                    trial.same("many", session.read(many), any);
                }
            });
        }
        add("three hundred variables, half of them updated", trial -> {
            List<Variable> variables = new ArrayList<>();
            Scope g = Scope.root(DType.F32);
            for (int i = 0; i < 300; i++) {
                Variable variable = new Variable("v" + i, DType.F32, Shape.of(3));
                variables.add(variable);
                if (i % 2 == 1) {
                    g.update(variable, g.add(g.variable(variable), g.variable(variables.get(i - 1))));
                }
            }
            try (Session session = trial.backend().newSession(variables);
                    Executable executable = session.compile(g.graph())) {
                for (int i = 0; i < 300; i++) {
                    session.write(variables.get(i), three(i, 1, -i));
                }
                executable.run(List.of());
                for (int i = 0; i < 300; i++) {
                    HostTensor expected = i % 2 == 1 ? three(2 * i - 1, 2, 1 - 2 * i) : three(i, 1, -i);
                    trial.same("v" + i, session.read(variables.get(i)), expected);
                }
            }
        });
    }

    private void buffers() {
        add("an output that is an input is not the caller's tensor", trial -> {
            Scope g = Scope.root(DType.F32);
            Node x = g.input("x", DType.F32, Shape.of(3));
            g.output("x", x);
            g.output("turned", g.reshape(x, Shape.of(3, 1)));
            HostTensor given = three(1, 2, 3);
            try (Session session = trial.backend().newSession(List.of());
                    Executable executable = session.compile(g.graph())) {
                List<HostTensor> results = executable.run(List.of(given));
                given.floats()[0] = 50;
                trial.same("output x, once the input was changed", results.get(0), three(1, 2, 3));
                HostTensor column = HostTensor.of(Shape.of(3, 1), 1f, 2f, 3f);
                trial.same("output turned, once the input was changed", results.get(1), column);
            }
        });
        add("one input tensor, refilled, gives new results", trial -> {
            try (Session session = trial.backend().newSession(List.of());
                    Executable executable = session.compile(doubling())) {
                HostTensor x = three(1, 2, 3);
                trial.same("first run", executable.run(List.of(x)).get(0), three(2, 4, 6));
                x.floats()[1] = 10;
                trial.same("second run", executable.run(List.of(x)).get(0), three(2, 20, 6));
                trial.same("third run", executable.run(List.of(three(-1, 0, 1))).get(0), three(-2, 0, 2));
            }
        });
        add("results last until the next run of the same executable", trial -> {
            Scope g = Scope.root(DType.F32);
            g.output("y", g.add(g.variable(A), g.input("x", DType.F32, Shape.of(3))));
            g.update(A, g.add(g.variable(A), g.constant(1.0)));
            try (Session session = trial.backend().newSession(List.of(A, B));
                    Executable executable = session.compile(g.graph());
                    Executable other = session.compile(g.graph());
                    Executable third = session.compile(doubling())) {
                HostTensor y = executable.run(List.of(three(1, 2, 3))).get(0);
                other.run(List.of(three(10, 20, 30)));
                third.run(List.of(three(10, 20, 30)));
                session.write(A, three(50, 50, 50));
                session.read(A);
                trial.same("the results of the first executable", y, three(1, 2, 3));
                HostTensor again = executable.run(List.of(three(0, 0, 0))).get(0);
                trial.same("its next results", again, three(50, 50, 50));
            }
        });
        add("an output that is a constant stays what it is", trial -> {
            Scope g = Scope.root(DType.F32);
            HostTensor value = three(1, 2, 3);
            g.output("constant", g.constant(value));
            value.floats()[0] = 50;
            g.output("x", g.input("x", DType.F32, Shape.of(3)));
            try (Session session = trial.backend().newSession(List.of());
                    Executable executable = session.compile(g.graph())) {
                for (int run = 1; run <= 3; run++) {
                    trial.same(
                            "run " + run,
                            executable.run(List.of(three(4, 5, 6))).get(0),
                            three(1, 2, 3));
                }
            }
        });
    }

    private void sharing() {
        add("executables of one session share its variables", trial -> {
            Scope read = Scope.root(DType.F32);
            read.output("a", read.variable(A));
            read.output("sum", read.add(read.variable(A), read.variable(B)));
            Scope step = Scope.root(DType.F32);
            step.update(A, step.add(step.variable(A), step.input("x", DType.F32, Shape.of(3))));
            Scope other = Scope.root(DType.F32);
            other.update(B, other.mul(other.variable(A), other.constant(2.0)));
            try (Session session = trial.backend().newSession(List.of(A, B));
                    Executable reading = session.compile(read.graph());
                    Executable stepping = session.compile(step.graph());
                    Executable doubling = session.compile(other.graph())) {
                for (int i = 1; i <= 3; i++) {
                    stepping.run(List.of(three(1, 2, 3)));
                    doubling.run(List.of());
                    List<HostTensor> seen = reading.run(List.of());
                    trial.same("a after step " + i, seen.get(0), three(i, 2 * i, 3 * i));
                    trial.same("a + b after step " + i, seen.get(1), three(3 * i, 6 * i, 9 * i));
                }
                session.write(A, three(-1, -1, -1));
                trial.same("a, written", reading.run(List.of()).get(0), three(-1, -1, -1));
            }
        });
        add("thirty executables of one session", trial -> {
            try (Session session = trial.backend().newSession(List.of(A))) {
                session.write(A, three(1, 2, 3));
                List<Executable> all = new ArrayList<>();
                for (int i = 0; i < 30; i++) {
                    Scope g = Scope.root(DType.F32);
                    g.output("y", g.mul(g.variable(A), g.constant((double) i)));
                    all.add(session.compile(g.graph()));
                }
                for (int i = 29; i >= 0; i--) {
                    trial.same("executable " + i, all.get(i).run(List.of()).get(0), three(i, 2 * i, 3 * i));
                }
            }
        });
        add("sessions do not share variables", trial -> {
            try (Session one = trial.backend().newSession(List.of(A));
                    Session two = trial.backend().newSession(List.of(A))) {
                one.write(A, three(1, 2, 3));
                trial.same("a in the other session", two.read(A), three(0, 0, 0));
                two.write(A, three(4, 5, 6));
                trial.same("a in this session", one.read(A), three(1, 2, 3));
            }
        });
        add("one graph compiled twice, and in two sessions", trial -> {
            Graph graph = doubling();
            try (Session one = trial.backend().newSession(List.of());
                    Session two = trial.backend().newSession(List.of(A));
                    Executable first = one.compile(graph);
                    Executable second = one.compile(graph);
                    Executable third = two.compile(graph)) {
                HostTensor y1 = first.run(List.of(three(1, 1, 1))).get(0);
                HostTensor y2 = second.run(List.of(three(2, 2, 2))).get(0);
                HostTensor y3 = third.run(List.of(three(3, 3, 3))).get(0);
                trial.same("first", y1, three(2, 2, 2));
                trial.same("second", y2, three(4, 4, 4));
                trial.same("third", y3, three(6, 6, 6));
            }
        });
    }

    static Graph doubling() {
        Scope g = Scope.root(DType.F32);
        Node x = g.input("x", DType.F32, Shape.of(3));
        g.output("y", g.add(x, x));
        return g.graph();
    }

    static HostTensor three(float x, float y, float z) {
        return HostTensor.of(Shape.of(3), x, y, z);
    }

    private void add(String name, Case.Body body) {
        cases.add(new Case(Group.SESSIONS, name, body));
    }
}
