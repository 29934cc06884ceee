package org.memhop.api.backend;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.memhop.api.BackendException;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;

/** What every backend refuses, in the same words. */
public final class Checks {
    private Checks() {}

    /**
     * That a backend knows every option it was given.
     *
     * @param known the names it knows; {@link BackendConfig#THREADS} belongs to them always
     * @throws BackendException naming the option and what there is, or if the number of threads is out of range
     */
    public static void options(String backend, BackendConfig config, Set<String> known) {
        Set<String> all = new TreeSet<>(known);
        all.add(BackendConfig.THREADS);
        for (String option : new TreeSet<>(config.options().keySet())) {
            if (!all.contains(option)) {
                throw new BackendException(
                        "backend " + backend + ": option \"" + option + "\" is unknown; it knows " + all);
            }
        }
        config.threads();
    }

    /**
     * That a session's variables have names of their own.
     *
     * @throws BackendException naming the two that clash
     */
    public static void distinct(List<Variable> variables) {
        Set<String> names = new HashSet<>();
        for (Variable variable : variables) {
            if (!names.add(variable.name())) {
                List<Variable> clash = variables.stream()
                        .filter(v -> v.name().equals(variable.name()))
                        .toList();
                throw new BackendException("a session's variables need names of their own, but two are called \""
                        + variable.name() + "\": " + clash);
            }
        }
    }

    /**
     * That a session holds this variable, with this type and shape.
     *
     * @throws BackendException naming the variable and what the session holds
     */
    public static void held(Variable variable, Collection<Variable> held) {
        if (held.contains(variable)) {
            return;
        }
        for (Variable other : held) {
            if (other.name().equals(variable.name())) {
                throw new BackendException("variable " + variable + ": the session holds it as " + other);
            }
        }
        throw new BackendException("variable " + variable + " is not in this session; it holds "
                + held.stream().map(Variable::name).sorted().toList());
    }

    /**
     * That a session holds every variable a graph reads or updates.
     *
     * @throws BackendException naming the first that is missing
     */
    public static void held(Graph graph, Collection<Variable> held) {
        graph.variables().forEach(variable -> held(variable, held));
    }

    /**
     * That a tensor can become the value of a variable.
     *
     * @throws BackendException naming the variable and both types and shapes
     */
    public static void value(Variable variable, HostTensor value) {
        if (!fits(value, variable.type(), variable.shape())) {
            throw new BackendException("variable \"" + variable.name() + "\": found " + value.type() + value.shape()
                    + ", expected " + variable.type() + variable.shape());
        }
    }

    /**
     * That tensors are what a graph takes: as many as {@link Graph#inputs()}, each of its type and shape.
     *
     * @throws BackendException naming the input, what was found and what was expected
     */
    public static void inputs(Graph graph, List<HostTensor> inputs) {
        List<Node> wanted = graph.inputs();
        if (inputs.size() != wanted.size()) {
            throw new BackendException("the graph takes " + wanted.size() + " input(s) "
                    + wanted.stream().map(Checks::describe).toList() + ", but got " + inputs.size());
        }
        for (int i = 0; i < wanted.size(); i++) {
            HostTensor given = inputs.get(i);
            if (!fits(given, wanted.get(i).type(), wanted.get(i).shape())) {
                throw new BackendException(
                        "input \"" + Graph.nameOf(wanted.get(i)) + "\" (number " + i + "): found " + given.type()
                                + given.shape() + ", expected " + wanted.get(i).tensorType());
            }
        }
    }

    /**
     * The error for an index or a label that no row belongs to.
     *
     * @param node a {@link Op#GATHER_ROWS}, {@link Op#SCATTER_ADD_ROWS}, {@link Op#CROSS_ENTROPY} or
     *     {@link Op#CROSS_ENTROPY_GRAD}; its input 1 holds the indices
     * @param position where in the indices, in C order
     * @param value what was found there
     * @param bound the number of rows; an index is 0 or more and below it
     */
    public static BackendException indexOutOfRange(Node node, int position, int value, int bound) {
        Node indices = node.input(1);
        String place = Arrays.toString(indices.shape().coordinates(position));
        return new BackendException(node + ": index " + value + " at " + place + " of " + describe(indices)
                + "; expected 0 or more, and less than " + bound);
    }

    /**
     * The error for whatever is used after its end.
     *
     * @param what as in {@code "the session"}
     */
    public static BackendException closed(String what) {
        return new BackendException(what + " was used after it was closed; open a new one");
    }

    private static boolean fits(HostTensor tensor, DType type, Shape shape) {
        return tensor.type() == type && tensor.shape().equals(shape);
    }

    private static String describe(Node node) {
        return node.op() == Op.INPUT ? "input \"" + Graph.nameOf(node) + "\" " + node.tensorType() : node.toString();
    }
}
