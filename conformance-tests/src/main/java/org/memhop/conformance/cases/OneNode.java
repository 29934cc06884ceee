package org.memhop.conformance.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Scope;
import org.memhop.conformance.Case;
import org.memhop.conformance.Group;
import org.memhop.conformance.NodeName;
import org.memhop.conformance.Trial;
import org.memhop.core.compare.NodeOracle;

/** A case of one operation whose operands are inputs: its result is exact, or as near as its tolerance asks. */
final class OneNode {
    private final List<HostTensor> operands;
    private final Scope g = Scope.root(DType.F64);
    private final Node node;
    private final Lazy<NodeOracle.Exact> exact = new Lazy<>();

    private OneNode(Op op, Attributes attributes, List<HostTensor> operands) {
        this.operands = operands;
        List<Node> inputs = new ArrayList<>();
        for (HostTensor operand : operands) {
            inputs.add(g.input("x" + inputs.size(), operand.type(), operand.shape()));
        }
        this.node = g.node(op, inputs, attributes);
        g.output("y", node);
    }

    /**
     * A case.
     *
     * @param kind what kind of numbers the operands hold, for the name
     */
    static Case of(Group group, Op op, Attributes attributes, String kind, HostTensor... operands) {
        OneNode one = new OneNode(op, attributes, List.of(operands));
        return new Case(group, name(one.node, kind), one::run);
    }

    static String name(Node node, String kind) {
        return NodeName.of(node) + (kind.isEmpty() ? "" : ", " + kind);
    }

    private void run(Trial trial) {
        List<HostTensor> given = operands.stream().map(HostTensor::copy).toList();
        HostTensor found =
                Runs.once(trial.backend(), g.graph(), Map.of(), given).get(0);
        for (int i = 0; i < given.size(); i++) {
            trial.same("input x" + i + " after the run, which only reads it", given.get(i), operands.get(i));
        }
        trial.judge(node, operands, found, exact.get(() -> trial.oracle().exact(node, operands)));
    }
}
