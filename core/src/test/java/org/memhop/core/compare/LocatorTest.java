package org.memhop.core.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.core.compare.Parting.Kind;
import org.memhop.core.model.Model;
import org.memhop.core.model.Models;
import org.memhop.core.model.Parameter;
import org.memhop.core.optimize.Clipping;
import org.memhop.core.optimize.Optimizer;
import org.memhop.core.wiring.MemhopModule;

class LocatorTest {
    private final Backend reference = Models.reference();

    @AfterEach
    void close() {
        reference.close();
    }

    @Test
    void a_right_backend_parts_nowhere_and_how_near_it_came_is_told() {
        try (Backend jvm = MemhopModule.plugins().open("jvm", BackendConfig.DEFAULT)) {
            Result result = new Locator(reference).locate(jvm, training());

            assertThat(result.finding()).isEmpty();
            assertThat(result.judged()).isGreaterThan(200);
            assertThat(result.share()).isBetween(0.001, 1.0);
        }
    }

    @Test
    void a_wrong_operation_is_found_where_it_is_first_used_and_shrinks_to_itself() {
        Finding finding = find(spoiling(Op.SOFTMAX), training());

        assertThat(finding.parting().kind()).isEqualTo(Kind.NODE);
        assertThat(finding.parting().node().op()).isEqualTo(Op.SOFTMAX);
        assertThat(finding.parting().node().scope()).isEqualTo("hop1");
        assertThat(finding.parting().run()).isZero();
        assertThat(finding.parting().element().position()).isEqualTo(19);
        assertThat(finding.operands()).hasSize(1);
        assertThat(finding.reproduction().graph().nodes()).extracting(Node::op).containsExactly(Op.INPUT, Op.SOFTMAX);
        assertThat(finding.reproduction().runs()).hasSize(1);
    }

    @Test
    void what_goes_wrong_on_the_second_run_only_needs_both_to_be_shown() {
        BrokenBackend.Fault stale = new BrokenBackend.Fault() {
            @Override
            public HostTensor node(Node node, List<HostTensor> operands, HostTensor value, Set<Node> outputs, int run) {
                return run == 1 ? spoiled(node, Op.LOG_SOFTMAX, value) : value;
            }
        };
        Scope g = Scope.root(DType.F32);
        Node x = g.input("x", DType.F32, Shape.of(2, 3));
        g.output("y", g.neg(g.logSoftmax(g.exp(x))));
        Scenario scenario = new Scenario(g.graph(), List.of(run(tensor(2, 3)), run(tensor(2, 3))));

        Finding finding = find(stale, scenario);

        assertThat(finding.parting().run()).isEqualTo(1);
        assertThat(finding.parting().node().op()).isEqualTo(Op.LOG_SOFTMAX);
        assertThat(finding.reproduction().runs()).hasSize(2);
        assertThat(finding.reproduction().graph().nodes()).hasSize(2);
    }

    @Test
    void a_fusion_that_is_right_when_its_inside_is_seen_is_cut_out_with_its_inside() {
        Scope g = Scope.root(DType.F32);
        Node x = g.input("x", DType.F32, Shape.of(3, 4));
        Node inside = g.mul(g.tanh(x), g.exp(x));
        Node fused = g.sum(inside, 1);
        g.output("y", g.neg(g.sqrt(g.sigmoid(fused))));

        Finding finding = find(fusion(), new Scenario(g.graph(), List.of(run(tensor(3, 4)))));

        assertThat(finding.parting().kind()).isEqualTo(Kind.FUSION);
        assertThat(finding.parting().node()).isSameAs(fused);
        assertThat(finding.reproduction().graph().nodes())
                .extracting(Node::op)
                .containsExactly(Op.INPUT, Op.INPUT, Op.MUL, Op.SUM);
        assertThat(FindingText.lines("broken", finding, "").get(1)).contains("only when its intermediates are not");
    }

    @Test
    void a_wrong_update_is_named_by_its_variable_and_the_others_are_left_out() {
        Model model = model();
        Variable wrong = model.parameters().get(2).variable();
        BrokenBackend.Fault fault = new BrokenBackend.Fault() {
            @Override
            public HostTensor update(Variable variable, HostTensor value) {
                if (variable.equals(wrong)) {
                    value.set(25, value.get(25) + 1e-3);
                }
                return value;
            }
        };

        Finding finding = find(fault, training());

        assertThat(finding.parting().kind()).isEqualTo(Kind.UPDATE);
        assertThat(finding.parting().variable()).contains(wrong);
        assertThat(finding.parting().element().position()).isEqualTo(25);
        assertThat(finding.reproduction().graph().updates()).containsOnlyKeys(wrong);
        assertThat(finding.reproduction().graph().outputs()).isEmpty();
        assertThat(finding.reproduction().graph().nodes()).hasSizeLessThan(5);
        assertThat(FindingText.title(finding)).startsWith("the update of variable " + wrong.name());
    }

    @Test
    void what_is_wrong_only_together_with_updates_keeps_them() {
        Variable v = new Variable("v", DType.F32, Shape.of(3));
        Scope g = Scope.root(DType.F32);
        Node x = g.input("x", DType.F32, Shape.of(3));
        Node y = g.add(g.variable(v), x);
        g.output("y", g.neg(y));
        g.output("z", g.exp(x));
        g.update(v, y);
        BrokenBackend.Fault early = new BrokenBackend.Fault() {
            @Override
            public HostTensor node(Node node, List<HostTensor> operands, HostTensor value, Set<Node> outputs, int run) {
                return node.op() == Op.NEG && !outputs.contains(node.input(0)) && outputs.size() > 1
                        ? spoiled(node, Op.NEG, value)
                        : value;
            }
        };

        Finding finding = find(early, new Scenario(g.graph(), List.of(run(tensor(3)))));

        assertThat(finding.parting().kind()).isEqualTo(Kind.TOGETHER);
        assertThat(finding.parting().node().op()).isEqualTo(Op.NEG);
        assertThat(finding.reproduction().graph().outputs()).hasSize(2);
        assertThat(finding.reproduction().graph().updates()).isEmpty();
    }

    @Test
    void the_text_names_the_node_its_operands_and_what_the_element_is_made_of() {
        Finding finding = find(spoiling(Op.MATMUL), product());

        assertThat(FindingText.lines("broken", finding, "the hop"))
                .contains(
                        "broken parts at %3 MATMUL F32[2, 2] (hop1)",
                        "  it is not what the operation makes of the operands it had",
                        "  created in the hop",
                        "  1 of 4 elements are wrong",
                        "  operand %2 NEG F32[2, 3]",
                        "    broken     -0.75, -0.5, -0.25, -0.0, …",
                        "    the element comes from 3 of its 6: [1, 0], [1, 1], [1, 2]",
                        "    the element comes from 3 of its 6: [0, 1], [1, 1], [2, 1]",
                        "  smallest graph that shows it: 3 nodes, 1 run")
                .anyMatch(line -> line.matches("  element \\[1, 1\\]: found 0\\.75, exact -0\\.25, allowed .*ulps"));
    }

    static Scenario product() {
        Scope g = Scope.root(DType.F32);
        Node a = g.input("a", DType.F32, Shape.of(2, 3));
        Node b = g.input("b", DType.F32, Shape.of(3, 2));
        g.output("y", g.scope("hop1").matmul(g.neg(a), b));
        return new Scenario(g.graph(), List.of(run(tensor(2, 3), tensor(3, 2))));
    }

    static BrokenBackend.Fault spoiling(Op op) {
        return new BrokenBackend.Fault() {
            @Override
            public HostTensor node(Node node, List<HostTensor> operands, HostTensor value, Set<Node> outputs, int run) {
                return spoiled(node, op, value);
            }
        };
    }

    private static BrokenBackend.Fault fusion() {
        return new BrokenBackend.Fault() {
            @Override
            public HostTensor node(Node node, List<HostTensor> operands, HostTensor value, Set<Node> outputs, int run) {
                boolean fused = node.op() == Op.SUM && node.input(0).op() == Op.MUL && !outputs.contains(node.input(0));
                return fused ? spoiled(node, Op.SUM, value) : value;
            }
        };
    }

    private static HostTensor spoiled(Node node, Op op, HostTensor value) {
        if (node.op() == op) {
            int last = value.shape().size() - 1;
            value.set(last, value.get(last) + 1);
        }
        return value;
    }

    private Finding find(BrokenBackend.Fault fault, Scenario scenario) {
        return locate(fault, scenario).finding().orElseThrow();
    }

    private Result locate(BrokenBackend.Fault fault, Scenario scenario) {
        try (Backend broken = new BrokenBackend(fault)) {
            return new Locator(reference).locate(broken, scenario);
        }
    }

    private static Model model() {
        return Models.of(Models.size(), "precision", "f32", "hops", "2", "dimension", "5");
    }

    /** A step of training, twice. */
    private static Scenario training() {
        Model model = model();
        Map<Variable, HostTensor> values = new LinkedHashMap<>();
        Map<String, HostTensor> named = Models.values(model, 3);
        for (Parameter parameter : model.parameters()) {
            Variable variable = parameter.variable();
            values.put(variable, new HashMap<>(named).get(variable.name()));
        }
        List<HostTensor> inputs = new ArrayList<>(Models.trainingBatch(model));
        inputs.add(HostTensor.of(Shape.SCALAR, 0.125f));
        Scenario.Run first = new Scenario.Run(inputs, values);
        Scenario.Run second = new Scenario.Run(inputs, Map.of());
        return new Scenario(
                model.step(5, false, new Optimizer.Sgd(), new Clipping.PerMatrix(2)), List.of(first, second));
    }

    private static Scenario.Run run(HostTensor... inputs) {
        return new Scenario.Run(List.of(inputs), Map.of());
    }

    private static HostTensor tensor(int... dims) {
        HostTensor tensor = HostTensor.zeros(DType.F32, Shape.of(dims));
        for (int i = 0; i < tensor.shape().size(); i++) {
            tensor.set(i, 0.75 - 0.25 * i);
        }
        return tensor;
    }
}
