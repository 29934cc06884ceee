package org.memhop.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.memhop.backend.jvm.Compared.agree;
import static org.memhop.backend.jvm.Compared.agreeOnSpecialValues;
import static org.memhop.backend.jvm.Compared.plan;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;

class OpsTest {
    private static final double ULP = Math.ulp(1f);

    private static Node unary(Scope g, Op op, Node x) {
        return switch (op) {
            case NEG -> g.neg(x);
            case EXP -> g.exp(x);
            case LOG -> g.log(x);
            case SQRT -> g.sqrt(x);
            case TANH -> g.tanh(x);
            case SIGMOID -> g.sigmoid(x);
            case RELU -> g.relu(x);
            default -> throw new IllegalArgumentException(op.name());
        };
    }

    private static Node binary(Scope g, Op op, Node a, Node b) {
        return switch (op) {
            case ADD -> g.add(a, b);
            case SUB -> g.sub(a, b);
            case MUL -> g.mul(a, b);
            case DIV -> g.div(a, b);
            case MAXIMUM -> g.maximum(a, b);
            case GREATER -> g.greater(a, b);
            case EQUAL -> g.equal(a, b);
            default -> throw new IllegalArgumentException(op.name());
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"NEG", "EXP", "LOG", "SQRT", "TANH", "SIGMOID", "RELU"})
    void ops_of_one_input_agree_on_every_kind_of_number(Op op) {
        double relative = op == Op.NEG || op == Op.RELU ? 0 : op == Op.SQRT ? ULP : 2e-6;
        Compared.Model model = (g, type) -> {
            Node x = g.input("x", type, Shape.of(7, 33));
            g.output("y", unary(g, op, x));
            g.output(
                    "stretched",
                    unary(g, op, g.broadcastTo(g.slice(x, List.of(2, 0), List.of(1, 33)), Shape.of(5, 33))));
        };
        double absolute = relative == 0 ? 0 : Float.MIN_VALUE;
        agree(model, relative, absolute);
        agreeOnSpecialValues(model, relative, absolute);
    }

    @ParameterizedTest
    @EnumSource(names = {"ADD", "SUB", "MUL", "DIV", "MAXIMUM", "GREATER", "EQUAL"})
    void ops_of_two_inputs_agree_on_every_kind_of_number_and_stretching(Op op) {
        Compared.Model model = (g, type) -> {
            Node a = g.input("a", type, Shape.of(3, 5, 21));
            Node b = g.input("b", type, Shape.of(3, 5, 21));
            Node row = g.input("row", type, Shape.of(5, 21));
            Node column = g.input("column", type, Shape.of(5, 1));
            Node number = g.input("number", type, Shape.SCALAR);
            Node turned = g.input("turned", type, Shape.of(21, 5, 3));
            g.output("same", binary(g, op, a, b));
            g.output("itself", binary(g, op, a, a));
            g.output("row", binary(g, op, a, row));
            g.output("row first", binary(g, op, row, a));
            g.output("column", binary(g, op, a, column));
            g.output("column first", binary(g, op, column, a));
            g.output("number", binary(g, op, a, number));
            g.output("number first", binary(g, op, number, a));
            g.output("outer", binary(g, op, column, g.slice(row, List.of(1, 0), List.of(1, 21))));
            g.output("turned", binary(g, op, a, g.transpose(turned, 2, 1, 0)));
            g.output("part", binary(g, op, g.slice(a, List.of(1, 2, 3), List.of(2, 2, 17)), number));
        };
        double relative = op == Op.MAXIMUM || op == Op.GREATER || op == Op.EQUAL ? 0 : ULP;
        double absolute = relative == 0 ? 0 : Float.MIN_VALUE;
        agree(model, relative, absolute);
        agreeOnSpecialValues(model, relative, absolute);
    }

    @Test
    void integers_agree() {
        agree(
                (g, type) -> {
                    Node a = g.input("a<1000", DType.I32, Shape.of(4, 9));
                    Node b = g.input("b<1000", DType.I32, Shape.of(4, 9));
                    Node difference = g.sub(a, b);
                    g.output("add", g.add(a, b));
                    g.output("sub", difference);
                    g.output("mul", g.mul(g.mul(a, b), g.mul(a, b)));
                    g.output("neg", g.neg(a));
                    g.output("relu", g.relu(difference));
                    g.output("max", g.maximum(a, b));
                    g.output("greater", g.greater(a, b));
                    g.output("equal", g.equal(a, g.constant(5)));
                    g.output("sum", g.sum(a, 1));
                    g.output("columns", g.sum(a, 0));
                    g.output("largest", g.max(difference, 0));
                    g.output("where", g.where(g.greater(a, b), a, b));
                    g.output("as float", g.cast(a, type));
                    g.output("gather", g.gatherRows(a, g.input("i<4", DType.I32, Shape.of(3))));
                    g.output("scatter", g.scatterAddRows(a, g.input("j<4", DType.I32, Shape.of(4)), 4));
                },
                0,
                0);
    }

    @Test
    void casts_and_choices_agree() {
        Compared.Model model = (g, type) -> {
            Node x = g.input("x", type, Shape.of(6, 20));
            Node y = g.input("y", type, Shape.of(6, 20));
            Node c = g.input("c<2", DType.I32, Shape.of(6, 20));
            Node rows = g.input("rows<2", DType.I32, Shape.of(6, 1));
            g.output("cast", g.cast(x, DType.I32));
            g.output("cast narrow", g.cast(g.cast(g.cast(x, DType.F64), DType.F32), type));
            g.output("where", g.where(c, x, y));
            g.output("where rows", g.where(rows, x, g.constant(0.0)));
            g.output("where zero", g.where(c, g.filled(x, -5), y));
            g.output("stopped", g.stopGradient(x));
        };
        Compared.agree(model, DType.F32, 0, 0, false);
        Compared.agree(model, DType.F32, 0, 0, true);
        Compared.agree(model, DType.F64, 0, 0, false);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 16, 20, 33, 150})
    void sums_agree_over_any_axes(int n) {
        agree(
                (g, type) -> {
                    Node x = g.input("x", type, Shape.of(3, 4, 2, n));
                    g.output("none", g.sum(x));
                    g.output("all", g.sumAll(x));
                    g.output("last", g.sum(x, 3));
                    g.output("first", g.sum(x, 0));
                    g.output("middle", g.sum(x, 1));
                    g.output("two", g.sum(x, 1, 2));
                    g.output("apart", g.sum(x, 0, 2));
                    g.output("ends", g.sum(x, 0, 3));
                    g.output("squares", g.sumAll(g.mul(x, x)));
                    g.output("empty", g.sum(g.slice(x, List.of(0, 0, 0, 0), List.of(3, 0, 2, n)), 1));
                },
                0,
                ULP * 30 * Math.sqrt(24 * n));
    }

    @Test
    void largest_elements_and_their_places_agree_on_every_kind_of_number() {
        Compared.Model model = (g, type) -> {
            Node x = g.input("x", type, Shape.of(5, 6, 7));
            g.output("all", g.max(x, 0, 1, 2));
            g.output("last", g.max(x, 2));
            g.output("first", g.max(x, 0));
            g.output("apart", g.max(x, 0, 2));
            g.output("place", g.argmax(x, 2));
            g.output("place in the middle", g.argmax(x, 1));
            g.output("ties", g.argmax(g.cast(x, DType.I32), 0));
        };
        agree(model, 0, 0);
        agreeOnSpecialValues(model, 0, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1",
        "1, 3, 5, 7",
        "4, 10, 1, 20",
        "4, 1, 10, 20",
        "4, 1, 20, 10",
        "4, 10, 20, 1",
        "3, 20, 1, 10",
        "1, 32, 30, 20",
        "1, 33, 50, 20",
        "1, 5, 17, 3",
        "2, 37, 65, 150",
        "1, 64, 300, 70",
        "3, 7, 0, 5",
        "2, 4, 5, 0",
        "1, 13, 21, 19",
        "5, 50, 1, 50",
        "5, 1, 50, 50",
        "2, 6, 16, 16",
        "1, 1, 40, 33",
        "1, 40, 1, 33",
        "1, 20, 40, 500",
        "1, 17, 601, 200"
    })
    void products_of_matrices_agree_however_they_are_stored(int batch, int m, int n, int k) {
        for (boolean transposeA : new boolean[] {false, true}) {
            for (boolean transposeB : new boolean[] {false, true}) {
                agree(
                        (g, type) -> {
                            Node a = g.input("a", type, transposeA ? Shape.of(batch, k, m) : Shape.of(batch, m, k));
                            Node b = g.input("b", type, transposeB ? Shape.of(batch, n, k) : Shape.of(batch, k, n));
                            g.output("y", g.matmul(a, b, transposeA, transposeB));
                            if (batch == 1) {
                                Node left = g.reshape(a, a.shape().remove(0));
                                g.output(
                                        "flat",
                                        g.matmul(left, g.reshape(b, b.shape().remove(0)), transposeA, transposeB));
                            }
                        },
                        0,
                        ULP * 12 * Math.sqrt(k + 1) * (k + 1) * 0.6);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 7, 3841", "33, 150, 4100", "1, 40, 5000", "40, 1, 9601", "2, 2, 3840", "64, 33, 4801"})
    void products_of_very_many_terms_are_summed_in_parts(int m, int n, int k) {
        for (boolean transposeA : new boolean[] {false, true}) {
            for (boolean transposeB : new boolean[] {false, true}) {
                Compared.Model model = (g, type) -> {
                    Node a = g.input("a", type, transposeA ? Shape.of(k, m) : Shape.of(m, k));
                    Node b = g.input("b", type, transposeB ? Shape.of(n, k) : Shape.of(k, n));
                    g.output("y", g.matmul(a, b, transposeA, transposeB));
                };
                agree(model, 0, ULP * 12 * k);
                assertThat(plan(model).contains("by terms")).isEqualTo(m > 1 && n > 1 && k > 3840);
            }
        }
    }

    @Test
    void movement_agrees() {
        Compared.Model model = (g, type) -> {
            Node x = g.input("x", type, Shape.of(3, 4, 5));
            g.output("reshaped", g.reshape(x, Shape.of(5, 12)));
            g.output("turned", g.transpose(x, 2, 0, 1));
            g.output("turned back", g.transpose(g.transpose(x, 2, 0, 1), 1, 2, 0));
            g.output("stretched", g.broadcastTo(g.reshape(x, Shape.of(3, 1, 4, 5)), Shape.of(3, 2, 4, 5)));
            g.output("stretched in front", g.broadcastTo(x, Shape.of(2, 3, 4, 5)));
            g.output("part", g.slice(x, List.of(1, 0, 2), List.of(2, 3, 3)));
            g.output("no part", g.slice(x, List.of(1, 0, 2), List.of(2, 0, 3)));
            g.output("padded", g.pad(x, List.of(1, 0, 2), List.of(0, 3, 1)));
            g.output("padded turned", g.pad(g.transpose(x, 1, 2, 0), List.of(1, 0, 2), List.of(0, 3, 1)));
            g.output("joined", g.concat(1, List.of(x, g.slice(x, List.of(0, 1, 0), List.of(3, 2, 5)), x)));
            g.output("joined last", g.concat(-1, List.of(x, x)));
            g.output("reshaped part", g.reshape(g.slice(x, List.of(1, 0, 2), List.of(2, 3, 3)), Shape.of(18)));
            g.output(
                    "banded",
                    g.slice(
                            g.reshape(g.pad(x, List.of(0, 0, 0), List.of(0, 0, 2)), Shape.of(3, 28)),
                            List.of(0, 0),
                            List.of(3, 24)));
        };
        agree(model, 0, 0);
        agreeOnSpecialValues(model, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16, 20, 50, 70, 150})
    void rows_are_gathered_and_scattered_alike(int width) {
        agree(
                (g, type) -> {
                    Node table = g.input("table", type, Shape.of(7, width));
                    Node indices = g.input("indices<7", DType.I32, Shape.of(4, 9));
                    g.output("gathered", g.gatherRows(table, indices));
                },
                0,
                0);
        agree(
                (g, type) -> {
                    Node x = g.input("x", type, Shape.of(4, 9, width));
                    Node indices = g.input("indices<7", DType.I32, Shape.of(4, 9));
                    g.output("scattered", g.scatterAddRows(x, indices, 9));
                },
                0,
                ULP * 40);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 16, 17, 50, 200})
    void what_runs_along_the_last_axis_agrees(int n) {
        Compared.Model model = (g, type) -> {
            Node x = g.input("x", type, Shape.of(6, n));
            Node labels = g.input("labels<" + n, DType.I32, Shape.of(6));
            Node gradient = g.input("gradient", type, Shape.of(6));
            g.output("softmax", g.softmax(x));
            g.output("log", g.logSoftmax(x));
            g.output("loss", g.crossEntropy(x, labels));
            g.output("gradient", g.crossEntropyGrad(x, labels, gradient));
            g.output("gradient of a sum", g.crossEntropyGrad(x, labels, g.filled(gradient, 1)));
            g.output("large", g.softmax(g.mul(x, g.constant(100.0))));
        };
        agree(model, 8 * ULP * (40 + Math.sqrt(n)), 8 * ULP * (8 + Math.sqrt(n)));
        agreeOnSpecialValues(
                (g, type) -> {
                    Node x = g.input("x", type, Shape.of(60, n));
                    Node labels = g.input("labels<" + n, DType.I32, Shape.of(60));
                    g.output("softmax", g.softmax(x));
                    g.output("log", g.logSoftmax(x));
                    g.output("loss", g.crossEntropy(x, labels));
                    g.output("gradient", g.crossEntropyGrad(x, labels, g.filled(g.crossEntropy(x, labels), -1.5)));
                },
                8 * ULP * (200 + Math.sqrt(n)),
                8 * ULP * (8 + Math.sqrt(n)));
    }

    @Test
    void constants_inputs_and_variables_can_be_results() {
        agree(
                (g, type) -> {
                    Node x = g.input("x", type, Shape.of(2, 3));
                    Node variable = g.variable(new org.memhop.api.graph.Variable("w", type, Shape.of(4)));
                    g.output("x", x);
                    g.output("again", g.reshape(x, Shape.of(3, 2)));
                    g.output("constant", g.constant(HostTensor.ofRounded(type, Shape.of(2), 1, 2)));
                    g.output("variable", variable);
                    g.output("scalar", g.constant(3.0));
                },
                0,
                0);
    }
}
