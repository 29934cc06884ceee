package org.memhop.conformance.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.backend.reference.ReferenceBackendProvider;
import org.memhop.conformance.CaseResult;
import org.memhop.conformance.Group;
import org.memhop.conformance.Suite;
import org.memhop.conformance.faults.Fault;
import org.memhop.conformance.faults.FaultyBackendProvider;

class ShrinkerTest {
    @TempDir
    Path folder;

    @Test
    void what_fails_for_one_operation_shrinks_to_that_operation() {
        try (Backend reference = new ReferenceBackendProvider().open(BackendConfig.DEFAULT)) {
            int shrunk = 0;
            for (long seed = 0; seed < 40; seed++) {
                Sample sample = AnyGraph.of(seed, DType.F32);
                if (contains(sample, Op.TANH)) {
                    Sample smallest = new Shrinker(reference, one -> contains(one, Op.TANH)).shrink(sample);
                    assertThat(smallest.graph().nodes())
                            .extracting(Node::op)
                            .hasSize(2)
                            .contains(Op.TANH);
                    shrunk++;
                }
            }
            assertThat(shrunk).isPositive();
        }
    }

    @Test
    void a_random_graph_that_fails_is_shown_at_its_smallest_as_text_and_as_java() throws Exception {
        Suite random = Suite.standard().only(one -> one.group() == Group.RANDOM_GRAPHS);
        CaseResult failure = random.firstFailure(new FaultyBackendProvider(Fault.FUSED_ADDITION), BackendConfig.DEFAULT)
                .orElseThrow();

        assertThat(failure.message()).contains("The smallest graph that fails:", "= MATMUL(", "= ADD(");
        assertThat(failure.message()
                        .lines()
                        .filter(line -> line.startsWith("%"))
                        .toList())
                .hasSizeLessThanOrEqualTo(7);
        String java = failure.message().substring(failure.message().indexOf("import java.util.List;"));
        run(java.replace(new FaultyBackendProvider(Fault.FUSED_ADDITION).id(), "reference"));
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void samples_written_as_java_compile_and_pass_on_the_reference(DType type) throws Exception {
        for (long seed = 0; seed < 8; seed++) {
            run(JavaSource.of(AnyGraph.of(seed, type), "reference", "RandomGraphTest"));
        }
        run(JavaSource.of(NetworkGraph.of(3, 3, type), "reference", "RandomGraphTest"));
    }

    private void run(String java) throws IOException, ReflectiveOperationException {
        Path file = Files.writeString(folder.resolve("RandomGraphTest.java"), java);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", folder.toString());
        boolean compiled = compiler.getTask(
                        errors,
                        null,
                        null,
                        options,
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file))
                .call();
        assertThat(compiled).as("%s%n%s", errors, java).isTrue();
        URL[] classes = {folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
            Class<?> test = loader.loadClass("RandomGraphTest");
            var constructor = test.getDeclaredConstructor();
            constructor.setAccessible(true);
            var method = test.getDeclaredMethod("computes_what_the_reference_does");
            method.setAccessible(true);
            method.invoke(constructor.newInstance());
        } catch (InvocationTargetException e) {
            throw new AssertionError("the test failed:\n" + java, e.getCause());
        }
    }

    private static boolean contains(Sample sample, Op op) {
        return sample.graph().nodes().stream().anyMatch(node -> node.op() == op);
    }
}
