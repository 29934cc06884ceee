package org.memhop.core.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.memhop.api.FormatException;
import org.memhop.api.GraphException;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.core.compare.GraphRecord.NodeRecord;

/**
 * Turns the two files of a reproduction into a scenario again. Nobody vouches for them: whatever is not as {@link GraphWriter}
 * writes it is a {@link FormatException} with its place.
 */
final class GraphReader {
    private static final int MOST_RUNS = 1000;

    private final String file;
    private final String tensorFile;
    private final GraphRecord record;
    private final Map<String, HostTensor> tensors;
    private final Scope root = Scope.root(DType.F32);
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Variable> variables = new LinkedHashMap<>();

    /**
     * @param file what to call the graph in an error
     * @param tensorFile what to call the tensors
     */
    GraphReader(String file, String tensorFile, GraphRecord record, Map<String, HostTensor> tensors) {
        this.file = file;
        this.tensorFile = tensorFile;
        this.record = record;
        this.tensors = new HashMap<>(tensors);
    }

    /**
     * The scenario.
     *
     * @param memory the bytes that the values of the graph may take in float64, of all runs together
     */
    Scenario scenario(long memory) {
        if (!record.format().equals(GraphRecord.FORMAT) || record.version() != GraphRecord.VERSION) {
            throw error("format \"" + printable(record.format()) + "\", version " + record.version() + "; expected \""
                    + GraphRecord.FORMAT + "\", version " + GraphRecord.VERSION);
        }
        if (record.runs() < 1 || record.runs() > MOST_RUNS) {
            throw error("runs is " + record.runs() + "; expected 1 to " + MOST_RUNS);
        }
        for (GraphRecord.VariableRecord v : record.variables()) {
            String place = "variable \"" + printable(v.name()) + "\"";
            Variable variable =
                    built(place, () -> new Variable(name(place, v.name()), type(place, v.type()), shape(v.shape())));
            if (variables.put(variable.name(), variable) != null) {
                throw error(place + " is there twice");
            }
        }
        long bytes = 0;
        for (int id = 0; id < record.nodes().size(); id++) {
            NodeRecord node = record.nodes().get(id);
            String place = "node " + id;
            if (node.id() != id) {
                throw error(place + ": its id is " + node.id() + "; expected ids in order, from 0");
            }
            bytes += built(place, () -> (long) shape(node.shape()).size() * DType.F64.bytes() * record.runs());
            if (bytes > memory) {
                throw error(place + ": the values up to here take more than " + (memory >> 20)
                        + " MiB; give the Java virtual machine more memory (-Xmx) if the file is right");
            }
            nodes.add(node(place, node));
        }
        record.outputs().forEach((name, id) -> {
            String place = "output \"" + printable(name) + "\"";
            built(place, () -> {
                root.output(name(place, name), at(place, id, nodes.size()));
                return true;
            });
        });
        record.updates().forEach((name, id) -> {
            String place = "update of \"" + printable(name) + "\"";
            built(place, () -> {
                root.update(variable(place, name), at(place, id, nodes.size()));
                return true;
            });
        });
        Graph graph = root.graph();
        List<Scenario.Run> runs =
                IntStream.range(0, record.runs()).mapToObj(r -> run(graph, r)).toList();
        if (!tensors.isEmpty()) {
            throw new FormatException(tensorFile + ": tensor \""
                    + printable(new TreeSet<>(tensors.keySet()).first())
                    + "\" belongs to no input, variable or constant of the graph");
        }
        return new Scenario(graph, runs);
    }

    private Scenario.Run run(Graph graph, int run) {
        List<HostTensor> inputs = new ArrayList<>();
        for (Node input : graph.inputs()) {
            inputs.add(tensor(GraphWriter.inputKey(run, Graph.nameOf(input)), input.type(), input.shape()));
        }
        Map<Variable, HostTensor> values = new LinkedHashMap<>();
        for (Variable variable : graph.variables()) {
            values.put(
                    variable, tensor(GraphWriter.variableKey(run, variable.name()), variable.type(), variable.shape()));
        }
        return new Scenario.Run(inputs, values);
    }

    private Node node(String number, NodeRecord node) {
        Op op = Arrays.stream(Op.values())
                .filter(known -> known.name().equals(node.op()))
                .findFirst()
                .orElseThrow(() -> error(number + ": there is no operation \"" + printable(node.op())
                        + "\" in this version; expected one of " + Arrays.toString(Op.values())));
        String place = number + " " + op;
        DType type = type(place, node.type());
        String scope = name(place + ": scope", node.scope());
        Scope at = scope.isEmpty() ? root : root.scope(scope);
        return built(place, () -> {
            Shape shape = shape(node.shape());
            List<Node> inputs = node.inputs().stream()
                    .map(id -> at(place, id, nodes.size()))
                    .toList();
            AttributeReader attributes = new AttributeReader(file + ": " + place, node.attributes());
            Node made;
            if (op == Op.INPUT) {
                made = at.input(name(place, attributes.text("name")), type, shape);
            } else {
                made = at.node(op, inputs, attributes(place, op, type, shape, attributes));
            }
            attributes.end();
            if (made.type() != type || !made.shape().equals(shape)) {
                throw error(place + " is said to be " + type + shape + ", but gives " + made.tensorType());
            }
            return made;
        });
    }

    private Attributes attributes(String place, Op op, DType type, Shape shape, AttributeReader from) {
        return switch (op) {
            case VARIABLE -> new Attributes.Of(variable(place, from.text("name")));
            case CONSTANT -> new Attributes.Value(tensor(GraphWriter.constantKey(nodes.size()), type, shape));
            case SUM, MAX, ARGMAX, CONCAT -> new Attributes.Axes(from.integers("axes"));
            case MATMUL -> new Attributes.MatMul(from.flag("transpose_a"), from.flag("transpose_b"));
            case CAST -> new Attributes.To(type);
            case RESHAPE, BROADCAST_TO -> new Attributes.ToShape(shape);
            case TRANSPOSE -> new Attributes.Permutation(from.integers("permutation"));
            case SLICE ->
                new Attributes.Window(
                        from.integers("starts"),
                        Arrays.stream(shape.dims()).boxed().toList());
            case PAD -> {
                List<Integer> before = from.integers("before");
                yield new Attributes.Padding(before, after(place, before, shape));
            }
            case SCATTER_ADD_ROWS -> new Attributes.Rows(shape.rank() == 0 ? 0 : shape.dim(0));
            default -> new Attributes.None();
        };
    }

    /** What is left of the result's shape behind the padding in front and the operand. */
    private List<Integer> after(String place, List<Integer> before, Shape shape) {
        Node operand = at(
                place,
                record.nodes().get(nodes.size()).inputs().stream().findFirst().orElse(-1),
                nodes.size());
        if (before.size() != shape.rank() || operand.shape().rank() != shape.rank()) {
            throw error(place + ": before is " + before + "; expected a count for each axis of " + shape);
        }
        return IntStream.range(0, shape.rank())
                .mapToObj(axis -> shape.dim(axis) - operand.shape().dim(axis) - before.get(axis))
                .toList();
    }

    private Node at(String place, int id, int before) {
        if (id < 0 || id >= before) {
            throw error(place + ": there is no node " + id + " before it; expected 0 to " + (before - 1));
        }
        return nodes.get(id);
    }

    private Variable variable(String place, String name) {
        Variable variable = variables.get(name);
        if (variable == null) {
            throw error(place + ": there is no variable \"" + printable(name) + "\"; found " + variables.keySet());
        }
        return variable;
    }

    private HostTensor tensor(String key, DType type, Shape shape) {
        HostTensor tensor = tensors.remove(key);
        if (tensor == null || tensor.type() != type || !tensor.shape().equals(shape)) {
            String found = tensor == null ? "nothing" : tensor.type().toString() + tensor.shape();
            throw new FormatException(
                    tensorFile + ": tensor \"" + key + "\": found " + found + ", expected " + type + shape);
        }
        return tensor;
    }

    private DType type(String place, String name) {
        return switch (name) {
            case "F32" -> DType.F32;
            case "F64" -> DType.F64;
            case "I32" -> DType.I32;
            default -> throw error(place + ": type \"" + printable(name) + "\"; expected F32, F64 or I32");
        };
    }

    private static Shape shape(List<Integer> dims) {
        return Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Names are shown in terminals, where control characters do more than being shown, those beyond ASCII as well. */
    private String name(String place, String name) {
        if (!printable(name).equals(name)) {
            throw error(place + ": the name \"" + printable(name) + "\" has control characters; expected none");
        }
        return name;
    }

    static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }

    private interface Building<T> {
        T build();
    }

    private <T> T built(String place, Building<T> building) {
        try {
            return building.build();
        } catch (GraphException e) {
            throw new FormatException(file + ": " + place + ": " + e.getMessage(), e);
        }
    }

    private FormatException error(String message) {
        return new FormatException(file + ": " + message);
    }
}
