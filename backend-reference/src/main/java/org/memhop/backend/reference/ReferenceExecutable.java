package org.memhop.backend.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.memhop.api.backend.Checks;
import org.memhop.api.backend.Executable;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;

/** Runs a graph node by node; every node has a tensor of its own, so nothing overwrites what is still to be read. */
final class ReferenceExecutable implements Executable {
    private record Step(Kernel kernel, List<HostTensor> inputs, HostTensor result) {}

    private final ReferenceSession session;
    private final Graph graph;
    private final Map<Node, HostTensor> values = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<HostTensor> outputs;
    private volatile boolean closed;

    ReferenceExecutable(ReferenceSession session, Graph graph) {
        this.session = session;
        this.graph = graph;
        for (Node node : graph.nodes()) {
            HostTensor result = HostTensor.zeros(node.type(), node.shape());
            List<HostTensor> inputs = node.inputs().stream().map(this::valueOf).toList();
            steps.add(new Step(Kernels.of(node), inputs, result));
            values.put(node, result);
        }
        outputs = graph.outputs().values().stream().map(this::valueOf).toList();
    }

    @Override
    public List<HostTensor> run(List<HostTensor> inputs) {
        session.requireOpen();
        if (closed) {
            throw Checks.closed("the executable");
        }
        Checks.inputs(graph, inputs);
        for (int i = 0; i < inputs.size(); i++) {
            valueOf(graph.inputs().get(i)).copyFrom(inputs.get(i));
        }
        for (Node node : graph.nodes()) {
            if (node.attributes() instanceof Attributes.Of of) {
                valueOf(node).copyFrom(session.stored(of.variable()));
            } else if (node.attributes() instanceof Attributes.Value constant) {
                valueOf(node).copyFrom(constant.tensor());
            }
        }
        steps.forEach(step -> step.kernel().compute(step.inputs(), step.result()));
        graph.updates().forEach((variable, value) -> session.stored(variable).copyFrom(valueOf(value)));
        return outputs;
    }

    @Override
    public void close() {
        closed = true;
    }

    private HostTensor valueOf(Node node) {
        return Objects.requireNonNull(values.get(node));
    }
}
