package org.memhop.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.memhop.api.backend.Availability;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;

class WithoutVectorModuleTest {
    /** What a JVM without the module says and computes. */
    public static final class Main {
        private Main() {}

        /** Prints both probes and a sum. */
        public static void main(String[] args) {
            JvmBackendProvider provider = new JvmBackendProvider();
            if (provider.probe(BackendConfig.DEFAULT) instanceof Availability.Available here) {
                System.out.println("auto: " + here.details().get("vector"));
            }
            if (provider.probe(BothKernels.VECTOR) instanceof Availability.Unavailable no) {
                System.out.println("on: " + no.reason());
            }
            Scope g = Scope.root(DType.F32);
            g.output("y", g.sumAll(g.input("x", DType.F32, Shape.of(3))));
            try (var backend = provider.open(BackendConfig.DEFAULT);
                    var session = backend.newSession(List.of());
                    var executable = session.compile(g.graph())) {
                System.out.println(executable.run(List.of(HostTensor.of(Shape.of(3), 1f, 2f, 4f))));
            }
        }
    }

    @Test
    void plain_loops_run_and_the_reason_is_told() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Main.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said)
                .contains("auto: off, plain loops run, as module jdk.incubator.vector is not in the boot layer")
                .contains("on: backend jvm: option vector=on, but module jdk.incubator.vector")
                .contains("start java with --add-modules jdk.incubator.vector")
                .contains("{7.0}");
    }
}
