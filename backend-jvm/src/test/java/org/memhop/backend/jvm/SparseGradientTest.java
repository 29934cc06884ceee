package org.memhop.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.memhop.backend.jvm.BothKernels.COMPARED;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.BackendException;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendProvider;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.backend.reference.ReferenceBackendProvider;
import org.memhop.testing.Compared;

/** Gradients of a table of which a batch touches few rows. */
class SparseGradientTest {
    private static final int ROWS = 3000;
    private static final int WIDTH = 37;
    private static final int WORDS = 400;

    /** A step of clipped descent; what else is asked of the gradient is added by {@code more}. */
    private static Compared.Model step(String more) {
        return (g, type) -> {
            Variable table = new Variable("table", type, Shape.of(ROWS, WIDTH));
            Node x = g.input("x", type, Shape.of(WORDS / 4, 4, WIDTH));
            Node words = g.input("words<" + ROWS, DType.I32, Shape.of(WORDS / 4, 4));
            Node rate = g.input("rate", type, Shape.SCALAR);
            Node gradient = g.scatterAddRows(x, words, ROWS);
            if (!more.equals("every row")) {
                int[] live = new int[ROWS];
                Arrays.fill(live, 1, ROWS, 1);
                live[17] = 0;
                gradient = g.where(g.constant(HostTensor.of(Shape.of(ROWS, 1), live)), gradient, g.constant(0.0));
            }
            Node norm = g.sqrt(g.sumAll(g.mul(gradient, gradient)));
            Node factor = g.div(g.constant(2.0), g.maximum(norm, g.constant(2.0)));
            g.output("norm", norm);
            Node before = g.variable(table);
            if (more.equals("elsewhere")) {
                before = g.variable(new Variable("other", type, table.shape()));
            }
            g.update(table, g.sub(before, g.mul(g.mul(gradient, factor), rate)));
            switch (more) {
                case "the gradient" -> g.output("gradient", gradient);
                case "its largest" -> g.output("largest", g.max(gradient, 0, 1));
                case "its values" -> g.output("product", g.sumAll(g.mul(gradient, g.variable(table))));
                default -> {}
            }
        };
    }

    /** Outputs of every run and the variables at the end; each run has other words. */
    private static List<HostTensor> train(
            BackendProvider provider, BackendConfig config, Compared.Model model, DType type, double lastRate) {
        Random random = new Random(3);
        var graph = Compared.graph(model, type);
        try (Backend backend = provider.open(config);
                Session session = backend.newSession(graph.variables());
                Executable executable = session.compile(graph)) {
            for (Variable variable : graph.variables()) {
                session.write(variable, numbers(type, variable.shape(), random));
            }
            List<HostTensor> results = new ArrayList<>();
            for (int run = 0; run < 4; run++) {
                HostTensor words = HostTensor.zeros(DType.I32, Shape.of(WORDS / 4, 4));
                for (int i = 0; i < WORDS; i++) {
                    words.ints()[i] = random.nextInt(20) == 0 ? random.nextInt(20) : random.nextInt(ROWS);
                }
                HostTensor rate = HostTensor.ofRounded(type, Shape.SCALAR, new double[] {run < 3 ? 0.5 : lastRate});
                HostTensor x = numbers(type, Shape.of(WORDS / 4, 4, WIDTH), random);
                executable.run(List.of(x, words, rate)).forEach(output -> results.add(output.copy()));
            }
            graph.variables().forEach(variable -> results.add(session.read(variable)));
            return results;
        }
    }

    private static HostTensor numbers(DType type, Shape shape, Random random) {
        HostTensor tensor = HostTensor.zeros(type, shape);
        for (int i = 0; i < shape.size(); i++) {
            tensor.set(i, (float) random.nextGaussian());
        }
        return tensor;
    }

    private static void agrees(Compared.Model model, double lastRate) {
        List<HostTensor> expected =
                train(new ReferenceBackendProvider(), BackendConfig.DEFAULT, model, DType.F64, lastRate);
        for (BackendConfig config : List.of(BothKernels.PLAIN, BothKernels.VECTOR)) {
            List<HostTensor> one = train(new JvmBackendProvider(), config, model, DType.F32, lastRate);
            for (int i = 0; i < expected.size(); i++) {
                Compared.assertClose(one.get(i), expected.get(i), 2e-5, 1e-6, config + " result " + i);
            }
            assertThat(train(new JvmBackendProvider(), config.with("threads", "3"), model, DType.F32, lastRate))
                    .isEqualTo(one);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dropped rows", "every row"})
    void only_the_rows_of_a_batch_are_summed_and_changed(String which) {
        agrees(step(which), 0.25);
        assertThat(COMPARED.plan(step(which)))
                .contains("descent in listed rows")
                .contains("sum of squares of listed rows")
                .doesNotContain("zeros into rows")
                .doesNotContain("update table");
    }

    @Test
    void a_result_that_lies_elsewhere_gets_every_row() {
        agrees(step("elsewhere"), 0.25);
        assertThat(COMPARED.plan(step("elsewhere"))).contains("descent in listed rows");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void a_rate_that_is_no_finite_number_spoils_every_row(double rate) {
        agrees(step("dropped rows"), rate);
    }

    @ParameterizedTest
    @ValueSource(strings = {"the gradient", "its largest", "its values"})
    void a_gradient_that_something_else_reads_is_there_as_a_whole(String also) {
        agrees(step(also), 0.25);
        assertThat(COMPARED.plan(step(also))).doesNotContain("listed rows");
    }

    @Test
    void a_run_that_fails_half_way_changes_no_variable_and_leaves_no_row_behind() {
        Compared.Model model = (g, type) -> {
            Node x = g.input("x", type, Shape.of(WORDS, WIDTH));
            for (String name : List.of("first", "second")) {
                Variable table = new Variable(name, type, Shape.of(ROWS, WIDTH));
                Node words = g.input(name + " words", DType.I32, Shape.of(WORDS));
                Node gradient = g.scatterAddRows(x, words, ROWS);
                Node norm = g.sumAll(g.mul(gradient, gradient));
                g.output(name + " norm", norm);
                g.update(table, g.sub(g.variable(table), g.mul(g.mul(gradient, g.constant(0.5)), g.div(norm, norm))));
            }
        };
        List<HostTensor> expected = afterAFailure(new ReferenceBackendProvider(), model, DType.F64);
        List<HostTensor> found = afterAFailure(new JvmBackendProvider(), model, DType.F32);
        for (int i = 0; i < expected.size(); i++) {
            Compared.assertClose(found.get(i), expected.get(i), 2e-5, 1e-6, "result " + i);
        }
        assertThat(COMPARED.plan(model)).containsPattern("(?s)sum of squares of listed rows.*check.*list the rows");
    }

    /** All variables after a run, after one that an index out of range ends, and after one more; the outputs of a run before them. */
    private static List<HostTensor> afterAFailure(BackendProvider provider, Compared.Model model, DType type) {
        Random random = new Random(4);
        var graph = Compared.graph(model, type);
        try (Backend backend = provider.open(BackendConfig.DEFAULT);
                Session session = backend.newSession(graph.variables());
                Executable executable = session.compile(graph)) {
            List<HostTensor> results = new ArrayList<>();
            for (int run = 0; run < 3; run++) {
                List<HostTensor> in = new ArrayList<>(List.of(numbers(type, Shape.of(WORDS, WIDTH), random)));
                for (int table = 0; table < 2; table++) {
                    int[] words = random.ints(WORDS, 0, ROWS).toArray();
                    words[9] = run == 1 && table == 1 ? ROWS : words[9];
                    in.add(HostTensor.of(Shape.of(WORDS), words));
                }
                if (run == 1) {
                    assertThatThrownBy(() -> executable.run(in)).isInstanceOf(BackendException.class);
                } else {
                    executable.run(in).forEach(output -> results.add(output.copy()));
                }
                graph.variables().forEach(variable -> results.add(session.read(variable)));
            }
            return results;
        }
    }
}
