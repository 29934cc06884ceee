package org.memhop.conformance.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.TensorType;

/** Computes single operations with another backend: each is a graph of its own. Not thread-safe. */
final class Arithmetic {
    private record Key(Op op, Attributes attributes, List<TensorType> operands) {}

    private final Session session;
    private final Map<Key, Executable> compiled = new HashMap<>();

    Arithmetic(Backend backend) {
        this.session = backend.newSession(List.of());
    }

    /** The result in a tensor of its own. */
    HostTensor compute(Op op, Attributes attributes, List<HostTensor> operands) {
        List<TensorType> types =
                operands.stream().map(x -> new TensorType(x.type(), x.shape())).toList();
        Executable alone = compiled.computeIfAbsent(new Key(op, attributes, types), this::compile);
        return alone.run(operands).get(0).copy();
    }

    private Executable compile(Key key) {
        Scope scope = Scope.root(DType.F64);
        List<Node> inputs = new ArrayList<>();
        for (TensorType type : key.operands()) {
            inputs.add(scope.input("x" + inputs.size(), type.type(), type.shape()));
        }
        scope.output("y", scope.node(key.op(), inputs, key.attributes()));
        Graph graph = scope.graph();
        return session.compile(graph);
    }
}
