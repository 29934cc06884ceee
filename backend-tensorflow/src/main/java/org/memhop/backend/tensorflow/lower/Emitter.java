package org.memhop.backend.tensorflow.lower;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperationBuilder;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Tensor;
import org.tensorflow.proto.DataType;

/** Adds operations to a TensorFlow graph, under names that begin with one prefix; equal small constants are made once. */
public final class Emitter {
    private final Graph graph;
    private final String prefix;
    private final Map<HostTensor, Output<?>> constants = new HashMap<>();
    private int next;

    public Emitter(Graph graph, String prefix) {
        this.graph = graph;
        this.prefix = prefix;
    }

    /** An operation that is still to be given its inputs and attributes. */
    public GraphOperationBuilder operation(String type) {
        return graph.opBuilder(type, prefix + next++, graph.baseScope());
    }

    /** The first result of an operation whose attributes all follow from its inputs, or have defaults. */
    Output<?> op(String type, Output<?>... inputs) {
        GraphOperationBuilder builder = operation(type);
        for (Output<?> input : inputs) {
            builder.addInput(input);
        }
        return builder.build().output(0);
    }

    /** As {@link #op}, of a list of tensors and one more. */
    Output<?> op(String type, List<Output<?>> inputs, Output<?> last) {
        return operation(type)
                .addInputList(inputs.toArray(new Output<?>[0]))
                .addInput(last)
                .build()
                .output(0);
    }

    /** A tensor fed at every run. */
    public Output<?> placeholder(DType type, Shape shape) {
        return operation("Placeholder")
                .setAttr("dtype", Types.of(type))
                .setAttr("shape", Types.of(shape))
                .build()
                .output(0);
    }

    /** What a variable holds when this operation runs. */
    public Output<?> read(Output<?> variable, DType type) {
        return operation("ReadVariableOp")
                .addInput(variable)
                .setAttr("dtype", Types.of(type))
                .build()
                .output(0);
    }

    /** A variable of its own, on the device. */
    public Output<?> variable(String sharedName, DType type, Shape shape) {
        return operation("VarHandleOp")
                .setAttr("dtype", Types.of(type))
                .setAttr("shape", Types.of(shape))
                .setAttr("shared_name", sharedName)
                .build()
                .output(0);
    }

    /** Gives a variable another value, after other operations. */
    public Operation assign(Output<?> variable, Output<?> value, List<Operation> after) {
        GraphOperationBuilder assignment =
                operation("AssignVariableOp").addInput(variable).addInput(value);
        after.forEach(assignment::addControlInput);
        return assignment.build();
    }

    /** The same tensor under another name. */
    public Output<?> same(Output<?> x) {
        return op("Identity", x);
    }

    /** The same values in memory of their own. */
    public Output<?> copy(Output<?> x) {
        return op("DeepCopy", x);
    }

    /** Ends the run with an error if an index is negative, or not below a bound. */
    public Operation requireRange(Output<?> indices, int bound) {
        Output<?> inside = op(
                "LogicalAnd",
                op("GreaterEqual", indices, number(DType.I32, 0)),
                op("Less", indices, number(DType.I32, bound)));
        Output<?> flat = op("Reshape", inside, ints(-1));
        return operation("Assert")
                .addInput(op("All", flat, ints(0)))
                .addInputList(new Output<?>[] {number(DType.I32, bound)})
                .setDevice("/device:CPU:0")
                .build();
    }

    /** Runs after all that are named, and computes nothing. */
    public Operation after(Iterable<Operation> all) {
        GraphOperationBuilder barrier = operation("NoOp");
        all.forEach(barrier::addControlInput);
        return barrier.build();
    }

    Output<?> cast(Output<?> x, DataType to) {
        return operation("Cast").addInput(x).setAttr("DstT", to).build().output(0);
    }

    Output<?> constant(HostTensor value) {
        return constants.computeIfAbsent(value, this::newConstant);
    }

    /** A vector of I32. */
    Output<?> ints(int... values) {
        return constant(HostTensor.of(Shape.of(values.length), values));
    }

    /** A scalar. */
    Output<?> number(DType type, double value) {
        return constant(HostTensor.ofRounded(type, Shape.SCALAR, value));
    }

    Output<?> reshape(Output<?> x, Shape to) {
        return op("Reshape", x, ints(to.dims()));
    }

    private Output<?> newConstant(HostTensor value) {
        try (Tensor tensor = Types.tensorOf(value)) {
            return operation("Const")
                    .setAttr("dtype", Types.of(value.type()))
                    .setAttr("value", tensor)
                    .build()
                    .output(0);
        }
    }
}
