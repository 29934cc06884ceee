package org.memhop.backend.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;

/** Runs one operation on given tensors, and makes tensors to give. */
final class Runs {
    private Runs() {}

    /** What an operation makes of its inputs. */
    static HostTensor run(BiFunction<Scope, List<Node>, Node> operation, HostTensor... tensors) {
        Scope g = Scope.root(DType.F64);
        List<Node> nodes = new ArrayList<>();
        for (HostTensor tensor : tensors) {
            nodes.add(g.input("x" + nodes.size(), tensor.type(), tensor.shape()));
        }
        g.output("y", operation.apply(g, nodes));
        try (Backend backend = new ReferenceBackendProvider().open(BackendConfig.DEFAULT);
                Session session = backend.newSession(List.of())) {
            var executable = session.compile(g.graph());
            executable.run(List.of(tensors)); // the second run must not see the first one's buffers
            return executable.run(List.of(tensors)).get(0);
        }
    }

    static HostTensor f32(Shape shape, double... values) {
        return HostTensor.ofRounded(DType.F32, shape, values);
    }

    static HostTensor f64(Shape shape, double... values) {
        return HostTensor.of(shape, values);
    }

    static HostTensor i32(Shape shape, int... values) {
        return HostTensor.of(shape, values);
    }

    static HostTensor f32(double... values) {
        return f32(Shape.of(values.length), values);
    }

    static HostTensor f64(double... values) {
        return f64(Shape.of(values.length), values);
    }

    static HostTensor i32(int... values) {
        return i32(Shape.of(values.length), values);
    }
}
