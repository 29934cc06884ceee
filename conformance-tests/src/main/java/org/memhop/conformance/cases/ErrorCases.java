package org.memhop.conformance.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.memhop.api.BackendException;
import org.memhop.api.backend.Backend;
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

/** What is refused: with a {@link BackendException}, in the reference's words, and without a trace. */
final class ErrorCases {
    private static final Variable W = new Variable("w", DType.F32, Shape.of(2, 3));

    private final List<Case> cases = new ArrayList<>();

    static List<Case> list() {
        ErrorCases all = new ErrorCases();
        all.wrongInputs();
        all.wrongIndices();
        all.wrongVariables();
        all.wrongOptions();
        return all.cases;
    }

    private void wrongInputs() {
        HostTensor x = HostTensor.zeros(DType.F32, Shape.of(2, 3));
        HostTensor i = HostTensor.zeros(DType.I32, Shape.of(4));
        inputs("no inputs", List.of());
        inputs("an input too few", List.of(x));
        inputs("an input too many", List.of(x, i, x));
        inputs("two inputs in the wrong order", List.of(i, x));
        inputs("an input of another floating type", List.of(HostTensor.zeros(DType.F64, Shape.of(2, 3)), i));
        inputs("an input of whole numbers", List.of(HostTensor.zeros(DType.I32, Shape.of(2, 3)), i));
        inputs("indices that are floating", List.of(x, HostTensor.zeros(DType.F32, Shape.of(4))));
        inputs("an input of another shape", List.of(HostTensor.zeros(DType.F32, Shape.of(2, 4)), i));
        inputs("an input of as many elements", List.of(HostTensor.zeros(DType.F32, Shape.of(3, 2)), i));
        inputs("an input without its axes", List.of(HostTensor.zeros(DType.F32, Shape.of(6)), i));
        inputs("an empty input", List.of(HostTensor.zeros(DType.F32, Shape.of(0, 3)), i));
        inputs("a longer last input", List.of(x, HostTensor.zeros(DType.I32, Shape.of(5))));
    }

    /** A graph with an update, a floating input and indices. */
    private static Graph graph() {
        Scope g = Scope.root(DType.F32);
        Node x = g.input("x", DType.F32, Shape.of(2, 3));
        Node i = g.input("i", DType.I32, Shape.of(4));
        g.output("y", g.gatherRows(x, i));
        g.update(W, g.add(g.variable(W), x));
        return g.graph();
    }

    private void inputs(String name, List<HostTensor> wrong) {
        Graph graph = graph();
        List<HostTensor> right =
                List.of(Values.usual(DType.F32, Shape.of(2, 3), "x"), Values.indices(Shape.of(4), 2, "i"));
        cases.add(new Case(
                Group.ERRORS, "wrong inputs: " + name, trial -> Refusal.leavesNoTrace(trial, graph, wrong, right)));
    }

    private void wrongIndices() {
        for (int bad : new int[] {-1, 5, 6, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            for (Indexed op : Indexed.values()) {
                for (Indexed.Source source : Indexed.Source.values()) {
                    cases.add(new Case(
                            Group.ERRORS,
                            "index " + bad + " of 5 rows, " + op + ", " + source.title(),
                            trial -> op.refuses(trial, source, bad)));
                }
            }
        }
        cases.add(new Case(Group.ERRORS, "the first of several wrong indices is named", trial -> {
            Scope g = Scope.root(DType.F32);
            Node i = g.input("i", DType.I32, Shape.of(2, 3));
            g.output("y", g.gatherRows(g.constant(HostTensor.zeros(DType.F32, Shape.of(4, 2))), i));
            HostTensor wrong = HostTensor.of(Shape.of(2, 3), 0, 1, 3, 2, 9, -7);
            Refusal.leavesNoTrace(trial, g.graph(), List.of(wrong), List.of(Values.indices(Shape.of(2, 3), 4, "i")));
        }));
        cases.add(new Case(Group.ERRORS, "an index into a table without rows", trial -> {
            Scope g = Scope.root(DType.F32);
            Node table = g.input("table", DType.F32, Shape.of(0, 3));
            g.output("y", g.gatherRows(table, g.input("i", DType.I32, Shape.of(2))));
            List<HostTensor> wrong =
                    List.of(HostTensor.zeros(DType.F32, Shape.of(0, 3)), HostTensor.zeros(DType.I32, Shape.of(2)));
            Refusal.ofRun(trial, g.graph(), Map.of(), wrong);
        }));
        cases.add(new Case(Group.ERRORS, "a wrong index whose row has no columns", trial -> {
            Scope g = Scope.root(DType.F32);
            Node table = g.input("table", DType.F32, Shape.of(3, 0));
            g.output("y", g.gatherRows(table, g.input("i", DType.I32, Shape.of(2))));
            List<HostTensor> wrong =
                    List.of(HostTensor.zeros(DType.F32, Shape.of(3, 0)), HostTensor.of(Shape.of(2), new int[] {0, 3}));
            Refusal.ofRun(trial, g.graph(), Map.of(), wrong);
        }));
    }

    private void wrongVariables() {
        Variable longer = new Variable("w", DType.F32, Shape.of(3, 3));
        Variable wide = new Variable("w", DType.F64, Shape.of(2, 3));
        Variable unknown = new Variable("unknown", DType.F32, Shape.of(2, 3));
        HostTensor value = HostTensor.zeros(DType.F32, Shape.of(2, 3));
        session("writing a variable that is not there", s -> s.write(unknown, value));
        session(
                "writing a variable of another shape",
                s -> s.write(longer, HostTensor.zeros(DType.F32, longer.shape())));
        session("writing a tensor of another shape", s -> s.write(W, HostTensor.zeros(DType.F32, Shape.of(3, 2))));
        session("writing a tensor of another type", s -> s.write(W, HostTensor.zeros(DType.F64, Shape.of(2, 3))));
        session("reading a variable that is not there", s -> s.read(unknown));
        session("reading a variable of another type", s -> s.read(wide));
        session("compiling a graph that reads a variable that is not there", s -> s.compile(reading(unknown)));
        session("compiling a graph that reads a variable of another shape", s -> s.compile(reading(longer)));
        session("compiling a graph that updates a variable that is not there", s -> s.compile(updating(unknown)));
        backend("two variables of one name", b -> b.newSession(List.of(W, longer)));
        backend("one variable twice", b -> b.newSession(List.of(W, W)));
    }

    private void wrongOptions() {
        option("threads", "0");
        option("threads", "-3");
        option("threads", "two");
        option("no-such-option", "1");
    }

    private static Graph reading(Variable variable) {
        Scope g = Scope.root(DType.F32);
        g.output("y", g.neg(g.variable(variable)));
        return g.graph();
    }

    private static Graph updating(Variable variable) {
        Scope g = Scope.root(DType.F32);
        g.update(variable, g.constant(HostTensor.zeros(variable.type(), variable.shape())));
        return g.graph();
    }

    /** Something that must be refused. */
    private interface Wrong<T> {
        void attempt(T on);
    }

    private void session(String name, Wrong<Session> wrong) {
        cases.add(new Case(Group.ERRORS, name, trial -> {
            HostTensor before = Values.usual(DType.F32, W.shape(), "w");
            try (Session here = trial.backend().newSession(List.of(W));
                    Session there = trial.reference().newSession(List.of(W))) {
                here.write(W, before);
                Refusal.inTheSameWords(trial, name, () -> wrong.attempt(here), () -> wrong.attempt(there));
                trial.same("w after the refusal", here.read(W), before);
                try (Executable after = here.compile(reading(W))) {
                    HostTensor y = after.run(List.of()).get(0);
                    trial.require(y.get(4) == -before.get(4), "a run after the refusal gives " + y);
                }
            }
        }));
    }

    private void backend(String name, Wrong<Backend> wrong) {
        cases.add(new Case(
                Group.ERRORS,
                name,
                trial -> Refusal.inTheSameWords(
                        trial, name, () -> wrong.attempt(trial.backend()), () -> wrong.attempt(trial.reference()))));
    }

    private void option(String option, String value) {
        cases.add(new Case(Group.ERRORS, "opened with option " + option + "=" + value, trial -> {
            String words = Refusal.of(() ->
                    trial.provider().open(trial.config().with(option, value)).close());
            trial.require(words.contains(option), "the error does not name the option " + option + ": " + words);
        }));
    }
}
