package org.memhop.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.backend.jvm.kernel.VectorKernels;
import org.memhop.backend.jvm.plan.Buffer;
import org.memhop.backend.jvm.plan.Plan;
import org.memhop.backend.jvm.plan.Planner;
import org.memhop.backend.jvm.plan.Step;
import org.memhop.testing.Compared;

/** What may run on different threads at once may run in any order, which no number of threads brings about for sure. */
class PartsTest {
    /** 192 terms or more are added up in several passes over the result. */
    @ParameterizedTest
    @ValueSource(ints = {1024, 1025, 1030, 1039, 1040, 1279})
    void parts_of_a_product_share_no_column(int words) {
        Compared.Model model = (g, type) -> {
            Node u = g.input("u", type, Shape.of(8, 400));
            g.output("logits", g.matmul(u, g.input("w", type, Shape.of(words, 400)), false, true));
        };
        Plan plan = Planner.plan(
                Compared.graph(model, DType.F32),
                variable -> new Buffer(Buffer.Kind.VARIABLE, DType.F32, 0),
                new VectorKernels());
        plan.inputs()[0].bind(HostTensor.zeros(DType.F32, Shape.of(8, 400)));
        plan.inputs()[1].bind(HostTensor.zeros(DType.F32, Shape.of(words, 400)));
        Step product = plan.steps()[plan.steps().length - 1];
        float[] logits = plan.outputs().get(0).floats();
        int[] writers = new int[logits.length];

        for (int part = 0; part < product.parts(); part++) {
            Arrays.fill(logits, Float.NaN);
            product.run(part);
            for (int i = 0; i < logits.length; i++) {
                writers[i] += Float.isNaN(logits[i]) ? 0 : 1;
            }
        }

        assertThat(product.parts()).isGreaterThan(1);
        assertThat(writers).containsOnly(1);
    }

    @Test
    void a_variable_is_not_overwritten_beside_a_step_that_reads_it() {
        Variable weights = new Variable("weights", DType.F32, Shape.of(600, 500));
        Compared.Model model = (g, type) -> {
            Node before = g.variable(weights);
            g.output("product", g.matmul(g.input("x", type, Shape.of(8, 600)), before));
            g.update(weights, g.sub(before, g.input("step", type, weights.shape())));
        };
        Graph graph = Compared.graph(model, DType.F32);

        assertThat(results(graph, true)).isEqualTo(results(graph, false));
    }

    /** Outputs and variables after one run, in which the parts of each step come last to first or first to last. */
    private static List<HostTensor> results(Graph graph, boolean backwards) {
        Random random = new Random(5);
        List<HostTensor> variables = new ArrayList<>();
        List<Buffer> stored = new ArrayList<>();
        for (Variable variable : graph.variables()) {
            variables.add(numbers(variable.type(), variable.shape(), random));
            stored.add(new Buffer(
                    Buffer.Kind.VARIABLE, variable.type(), variable.shape().size()));
            stored.get(stored.size() - 1).bind(variables.get(variables.size() - 1));
        }
        Plan plan =
                Planner.plan(graph, variable -> stored.get(graph.variables().indexOf(variable)), new VectorKernels());
        for (int i = 0; i < plan.inputs().length; i++) {
            Node input = graph.inputs().get(i);
            plan.inputs()[i].bind(numbers(input.type(), input.shape(), random));
        }
        for (Step step : plan.steps()) {
            for (int i = 0; i < step.parts(); i++) {
                step.run(backwards ? step.parts() - 1 - i : i);
            }
        }
        List<HostTensor> results = new ArrayList<>(plan.outputs());
        results.addAll(variables);
        return results;
    }

    private static HostTensor numbers(DType type, Shape shape, Random random) {
        HostTensor tensor = HostTensor.zeros(type, shape);
        for (int i = 0; i < shape.size(); i++) {
            tensor.set(i, (float) random.nextGaussian());
        }
        return tensor;
    }
}
