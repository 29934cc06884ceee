package org.memhop.conformance.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.conformance.Case;
import org.memhop.conformance.GraphCheck;
import org.memhop.conformance.Group;
import org.memhop.conformance.NodeName;
import org.memhop.conformance.Trial;

/** Every operation on operands from elsewhere than an input, and run a second time on other numbers. */
final class OperandCases {
    private OperandCases() {}

    static List<Case> list() {
        List<Case> cases = new ArrayList<>();
        for (DType type : List.of(DType.F32, DType.F64)) {
            for (Example example : Example.list(type)) {
                for (Placement placement : Placement.values()) {
                    cases.add(placed(type, example, placement));
                }
                if (example.operands().size() > 1 && twice(example)) {
                    cases.add(oneOperandTwice(type, example));
                }
                cases.add(secondRun(type, example));
            }
        }
        return cases;
    }

    private static Case placed(DType type, Example example, Placement placement) {
        Placement.Site site = new Placement.Site(Scope.root(type));
        List<Node> operands = new ArrayList<>();
        for (HostTensor operand : example.operands()) {
            operands.add(placement.place(site, operand));
        }
        Node node = example.in(site.g, operands);
        site.g.output("y", node);
        Graph graph = site.g.graph();
        return new Case(
                Group.OPERANDS,
                OneNode.name(node, placement.title()),
                trial -> GraphCheck.of(trial, graph, site.variables, site.inputs));
    }

    private static boolean twice(Example example) {
        HostTensor first = example.operands().get(0);
        HostTensor second = example.operands().get(1);
        return example.operands().size() == 2
                && first.type() == second.type()
                && first.shape().equals(second.shape());
    }

    private static Case oneOperandTwice(DType type, Example example) {
        Scope g = Scope.root(type);
        HostTensor operand = example.operands().get(0);
        Node x = g.input("x", operand.type(), operand.shape());
        Node node = example.in(g, List.of(x, x));
        g.output("y", node);
        return new Case(
                Group.OPERANDS,
                OneNode.name(node, "one operand twice"),
                trial -> GraphCheck.of(trial, g.graph(), Map.of(), List.of(operand)));
    }

    private static Case secondRun(DType type, Example example) {
        Scope g = Scope.root(type);
        Node node = example.alone(g);
        g.output("y", node);
        return new Case(
                Group.SESSIONS,
                "second run on other numbers: " + NodeName.of(node),
                trial -> secondRun(trial, node, g.graph(), example));
    }

    private static void secondRun(Trial trial, Node node, Graph graph, Example example) {
        try (Session session = trial.backend().newSession(List.of());
                Executable executable = session.compile(graph)) {
            executable.run(Runs.copies(example.others()));
            trial.judge(
                    node,
                    example.operands(),
                    executable.run(Runs.copies(example.operands())).get(0).copy());
            trial.judge(
                    node,
                    example.others(),
                    executable.run(Runs.copies(example.others())).get(0).copy());
        }
    }
}
