package org.memhop.conformance.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.conformance.Case;
import org.memhop.conformance.GraphCheck;
import org.memhop.conformance.Group;
import org.memhop.conformance.NodeName;
import org.memhop.conformance.Trial;
import org.memhop.core.autodiff.Gradients;
import org.memhop.core.compare.GraphCopy;

/**
 * The gradient of each operation: of {@code Σ w∘y} with weights that differ, so that errors do not cancel. The inputs are away
 * from kinks.
 */
final class GradientCases {
    private GradientCases() {}

    /**
     * A loss and its gradients.
     *
     * @param graph its outputs are the loss, then the gradient of each floating input
     */
    record Loss(Op op, String name, Graph graph, List<HostTensor> inputs) {}

    static List<Case> list() {
        List<Case> cases = new ArrayList<>();
        for (DType type : List.of(DType.F32, DType.F64)) {
            for (Loss loss : losses(type)) {
                Lazy<List<HostTensor>> expected = new Lazy<>();
                cases.add(new Case(
                        Group.GRADIENTS, "gradient of " + loss.name(), trial -> check(trial, type, loss, expected)));
            }
        }
        return cases;
    }

    /** One for each operation, in the given type. */
    static List<Loss> losses(DType type) {
        List<Loss> losses = new ArrayList<>();
        for (Example example : Example.list(type)) {
            losses.add(loss(type, smooth(example)));
        }
        return losses;
    }

    private static Loss loss(DType type, Example example) {
        Scope g = Scope.root(type);
        Node y = example.alone(g);
        Node values = g.cast(y, type);
        Node weights = g.constant(Values.between(type, y.shape(), 0.5, 1.5, "weights"));
        Node loss = g.sumAll(g.mul(values, weights));
        g.output("loss", loss);
        List<Node> floating =
                y.inputs().stream().filter(input -> input.type().isFloating()).toList();
        List<Node> gradients = Gradients.of(g, loss, floating);
        for (int i = 0; i < gradients.size(); i++) {
            g.output("gradient of " + Graph.nameOf(floating.get(i)), gradients.get(i));
        }
        return new Loss(example.op(), NodeName.of(y), g.graph(), example.operands());
    }

    private static void check(Trial trial, DType type, Loss loss, Lazy<List<HostTensor>> expected) {
        List<HostTensor> exact = expected.get(() -> Runs.once(
                trial.reference(),
                GraphCopy.widened(loss.graph()).graph(),
                Map.of(),
                loss.inputs().stream().map(GraphCopy::widened).toList()));
        List<HostTensor> found = Runs.once(trial.backend(), loss.graph(), Map.of(), Runs.copies(loss.inputs()));
        List<String> names = List.copyOf(loss.graph().outputs().keySet());
        double tolerance = type == DType.F32 ? 2e-5 : 1e-11;
        for (int i = 1; i < found.size(); i++) {
            trial.near(names.get(i), found.get(i), exact.get(i), tolerance);
        }
        GraphCheck.of(trial, loss.graph(), Map.of(), loss.inputs());
    }

    /** The same operation at numbers where it has a slope. */
    private static Example smooth(Example example) {
        List<HostTensor> operands = new ArrayList<>(example.operands());
        for (int i = 0; i < operands.size(); i++) {
            HostTensor operand = operands.get(i);
            Shape shape = operand.shape();
            switch (example.op()) {
                case LOG, SQRT -> operands.set(i, Values.between(operand.type(), shape, 0.4, 2, "x"));
                case DIV -> operands.set(i, Values.between(operand.type(), shape, 0.5, 2, "x" + i));
                case RELU, MAX, MAXIMUM ->
                    operands.set(i, Values.apart(operand.type(), shape, 0.02 * (i + 1), "x" + i));
                default -> {}
            }
        }
        return new Example(example.op(), example.attributes(), operands, example.others());
    }
}
