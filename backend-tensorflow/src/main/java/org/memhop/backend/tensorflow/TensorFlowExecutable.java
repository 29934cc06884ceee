package org.memhop.backend.tensorflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.memhop.api.BackendException;
import org.memhop.api.backend.Checks;
import org.memhop.api.backend.Executable;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.backend.tensorflow.lower.IndexUses;
import org.memhop.backend.tensorflow.lower.IndexUses.Origin;
import org.memhop.backend.tensorflow.lower.IndexUses.Use;
import org.memhop.backend.tensorflow.lower.Types;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session.Runner;
import org.tensorflow.Tensor;

/**
 * Runs a program: copies the inputs into tensors that are kept for it, lets TensorFlow run once, and copies the results.
 *
 * <p>Indices that are inputs are checked before, on the host. Those that are computed are checked in the run itself, which
 * ends there with the variables untouched; only then are they fetched, to say which is wrong.
 */
final class TensorFlowExecutable implements Executable {
    private final TensorFlowSession session;
    private final Program program;
    private final Map<Integer, Tensor> feeds = new LinkedHashMap<>();
    private final List<HostTensor> outputs = new ArrayList<>();
    private boolean closed;

    TensorFlowExecutable(TensorFlowSession session, Program program) {
        this.session = session;
        this.program = program;
        List<Node> inputs = program.graph().inputs();
        program.fed()
                .keySet()
                .forEach(i -> feeds.put(
                        i, Types.newTensor(inputs.get(i).type(), inputs.get(i).shape())));
        for (Node output : program.graph().outputs().values()) {
            outputs.add(HostTensor.zeros(output.type(), output.shape()));
        }
    }

    @Override
    public synchronized List<HostTensor> run(List<HostTensor> inputs) {
        session.using(() -> {
            if (closed) {
                throw Checks.closed("the executable");
            }
            Checks.inputs(program.graph(), inputs);
            feeds.forEach((i, tensor) -> Types.write(inputs.get(i), tensor));
            checkIndices(inputs);
            compute();
        });
        return outputs;
    }

    /** Waits for a run that is under way: its memory is TensorFlow's as long. */
    @Override
    public synchronized void close() {
        closed = true;
        session.forget(this);
    }

    /** Lets go of the native memory; no run may be under way. */
    void free() {
        feeds.values().forEach(Tensor::close);
        feeds.clear();
    }

    private void checkIndices(List<HostTensor> inputs) {
        List<Node> nodes = program.graph().inputs();
        for (int i = 0; i < program.uses().size(); i++) {
            Use use = program.uses().get(i);
            if (use.origin() == Origin.INPUT) {
                check(use, inputs.get(nodes.indexOf(use.leaves().get(0))));
            } else if (use.origin() == Origin.MOVED) {
                boolean clear = use.rows() > 0;
                for (Node leaf : use.leaves()) {
                    int input = nodes.indexOf(leaf);
                    clear &= input >= 0 && IndexUses.firstOutside(inputs.get(input), use.rows()) < 0;
                }
                if (!clear) {
                    // Not every element of an input need come to be an index.
                    check(use, fetch(i));
                }
            }
        }
    }

    private void compute() {
        if (program.fetched().isEmpty() && program.updates().isEmpty()) {
            return;
        }
        Runner runner = fed();
        program.fetched().forEach(runner::fetch);
        for (Operation update : program.updates()) {
            runner.addTarget(update);
        }
        try (Result result = run(runner)) {
            for (int i = 0; i < outputs.size(); i++) {
                Types.read(result.get(program.outputs()[i]), outputs.get(i));
            }
        }
    }

    private Result run(Runner runner) {
        try {
            return runner.run();
        } catch (RuntimeException e) { // TensorFlow's own exceptions have no other parent
            for (int i = 0; i < program.uses().size(); i++) {
                if (program.uses().get(i).origin() == Origin.COMPUTED) {
                    check(program.uses().get(i), fetch(i));
                }
            }
            throw failure(e);
        }
    }

    private static BackendException failure(RuntimeException e) {
        return new BackendException("backend tensorflow: the run failed: " + e.getMessage(), e);
    }

    private Runner fed() {
        Runner runner = session.runner();
        program.fed().forEach((i, placeholder) -> runner.feed(placeholder, feeds.get(i)));
        return runner;
    }

    /** The indices of a use, computed alone. */
    private HostTensor fetch(int use) {
        HostTensor indices = HostTensor.zeros(
                program.uses().get(use).node().input(1).type(),
                program.uses().get(use).node().input(1).shape());
        Output<?> wanted = program.indices().get(use);
        try (Result result = fed().fetch(wanted).run()) {
            Types.read(result.get(0), indices);
        } catch (RuntimeException e) {
            throw failure(e);
        }
        return indices;
    }

    private static void check(Use use, HostTensor indices) {
        int outside = IndexUses.firstOutside(indices, use.rows());
        if (outside >= 0) {
            throw Checks.indexOutOfRange(use.node(), outside, indices.ints()[outside], use.rows());
        }
    }
}
