package org.memhop.conformance.random;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;

/** A sample as a JUnit test in Java, to be pasted into a file of its own. */
public final class JavaSource {
    private final Sample sample;
    private final StringBuilder body = new StringBuilder();
    private final Map<Node, String> names = new HashMap<>();
    private final Map<Variable, String> variables = new HashMap<>();

    private JavaSource(Sample sample) {
        this.sample = sample;
    }

    /**
     * A class with one test, which runs the sample with {@link org.memhop.conformance.Replay}.
     *
     * @param backend the id of the backend to try
     */
    public static String of(Sample sample, String backend, String className) {
        JavaSource source = new JavaSource(sample);
        source.variables();
        source.nodes();
        source.ends();
        return """
                import java.util.List;
                import java.util.Map;
                import org.junit.jupiter.api.Test;
                import org.memhop.api.graph.*;
                import org.memhop.conformance.Replay;

                class %s {
                    @Test
                    void computes_what_the_reference_does() {
                        Scope g = Scope.root(DType.F32);
                %s        Replay.of(
                                "%s",
                                g.graph(),
                                Map.of(%s),
                                List.of(%s));
                    }
                }
                """.formatted(className, source.body, backend, source.variableValues(), source.inputValues());
    }

    private void variables() {
        for (Variable variable : sample.graph().variables()) {
            String name = "variable" + variables.size();
            variables.put(variable, name);
            line("Variable " + name + " = new Variable(" + quoted(variable.name()) + ", DType." + variable.type() + ", "
                    + shape(variable.shape()) + ");");
        }
    }

    private void nodes() {
        Graph graph = sample.graph();
        for (Node node : graph.nodes()) {
            String name = "n" + names.size();
            names.put(node, name);
            line("Node " + name + " = " + made(node) + ";");
        }
    }

    private String made(Node node) {
        if (node.attributes() instanceof Attributes.Named named) {
            return "g.input(" + quoted(named.name()) + ", DType." + node.type() + ", " + shape(node.shape()) + ")";
        } else if (node.attributes() instanceof Attributes.Of of) {
            return "g.variable(" + variables.get(of.variable()) + ")";
        } else if (node.attributes() instanceof Attributes.Value value) {
            return "g.constant(" + tensor(value.tensor()) + ")";
        }
        String inputs = node.inputs().stream().map(names::get).collect(Collectors.joining(", "));
        return "g.node(Op." + node.op() + ", List.of(" + inputs + "), " + attributes(node.attributes()) + ")";
    }

    private static String attributes(Attributes attributes) {
        if (attributes instanceof Attributes.Axes axes) {
            return "new Attributes.Axes(" + list(axes.axes()) + ")";
        } else if (attributes instanceof Attributes.MatMul flags) {
            return "new Attributes.MatMul(" + flags.transposeA() + ", " + flags.transposeB() + ")";
        } else if (attributes instanceof Attributes.To to) {
            return "new Attributes.To(DType." + to.type() + ")";
        } else if (attributes instanceof Attributes.ToShape to) {
            return "new Attributes.ToShape(" + shape(to.shape()) + ")";
        } else if (attributes instanceof Attributes.Permutation order) {
            return "new Attributes.Permutation(" + list(order.permutation()) + ")";
        } else if (attributes instanceof Attributes.Window window) {
            return "new Attributes.Window(" + list(window.starts()) + ", " + list(window.sizes()) + ")";
        } else if (attributes instanceof Attributes.Padding padding) {
            return "new Attributes.Padding(" + list(padding.before()) + ", " + list(padding.after()) + ")";
        } else if (attributes instanceof Attributes.Rows rows) {
            return "new Attributes.Rows(" + rows.rows() + ")";
        }
        return "new Attributes.None()";
    }

    private void ends() {
        sample.graph()
                .outputs()
                .forEach((name, node) -> line("g.output(" + quoted(name) + ", " + names.get(node) + ");"));
        sample.graph()
                .updates()
                .forEach((variable, node) ->
                        line("g.update(" + variables.get(variable) + ", " + names.get(node) + ");"));
    }

    private String variableValues() {
        return sample.graph().variables().stream()
                .map(variable -> variables.get(variable) + ", " + tensor(value(variable)))
                .collect(Collectors.joining(", "));
    }

    private HostTensor value(Variable variable) {
        return sample.variables().getOrDefault(variable, HostTensor.zeros(variable.type(), variable.shape()));
    }

    private String inputValues() {
        return sample.inputs().stream().map(JavaSource::tensor).collect(Collectors.joining(", "));
    }

    private static String tensor(HostTensor tensor) {
        String array = IntStream.range(0, tensor.shape().size())
                .mapToObj(i -> number(tensor, i))
                .collect(Collectors.joining(", "));
        String type = switch (tensor.type()) {
            case F32 -> "float";
            case F64 -> "double";
            case I32 -> "int";
        };
        return "HostTensor.of(" + shape(tensor.shape()) + ", new " + type + "[] {" + array + "})";
    }

    private static String number(HostTensor tensor, int i) {
        double value = tensor.get(i);
        if (tensor.type() == DType.I32) {
            return String.valueOf(tensor.ints()[i]);
        }
        String type = tensor.type() == DType.F32 ? "Float" : "Double";
        if (Double.isNaN(value)) {
            return type + ".NaN";
        } else if (Double.isInfinite(value)) {
            return type + (value > 0 ? ".POSITIVE_INFINITY" : ".NEGATIVE_INFINITY");
        }
        return tensor.type() == DType.F32 ? tensor.floats()[i] + "f" : String.valueOf(value);
    }

    private static String shape(Shape shape) {
        return "Shape.of("
                + IntStream.of(shape.dims()).mapToObj(String::valueOf).collect(Collectors.joining(", "))
                + ")";
    }

    private static String list(List<Integer> numbers) {
        return "List.of(" + numbers.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private void line(String text) {
        body.append("        ").append(text).append('\n');
    }
}
