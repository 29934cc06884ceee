package org.memhop.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.core.wiring.MemhopModule;
import org.memhop.core.wiring.Plugins;

/** Opens backends one after the other, all on the class path, and has each compute while all are open. */
final class Natives {
    private static final Shape SHAPE = Shape.of(40, 40);

    private Natives() {}

    static void computeSideBySide(String first, String second) {
        Plugins plugins = MemhopModule.plugins();
        try (Backend one = plugins.open(first, BackendConfig.DEFAULT)) {
            assertThat(product(one)).as("%s alone", first).isEqualTo(40);
            try (Backend other = plugins.open(second, BackendConfig.DEFAULT)) {
                assertThat(product(other)).as("%s after %s", second, first).isEqualTo(40);
                assertThat(product(one)).as("%s beside %s", first, second).isEqualTo(40);
            }
        }
    }

    /** The last element of a product of two matrices of ones. */
    private static double product(Backend backend) {
        Scope g = Scope.root(DType.F32);
        Node x = g.input("x", DType.F32, SHAPE);
        g.output("y", g.matmul(x, x));
        HostTensor ones = HostTensor.zeros(DType.F32, SHAPE);
        for (int i = 0; i < SHAPE.size(); i++) {
            ones.set(i, 1);
        }
        try (Session session = backend.newSession(List.of());
                Executable product = session.compile(g.graph())) {
            return product.run(List.of(ones)).get(0).get(SHAPE.size() - 1);
        }
    }
}
