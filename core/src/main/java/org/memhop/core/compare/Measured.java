package org.memhop.core.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.memhop.api.BackendException;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.core.compare.Quantity.Kind;

/**
 * What one backend made of a workload.
 *
 * @param values of each quantity, those of all batches one behind the other
 * @param losses of each training step
 * @param stepSeconds the median time of a training step; 0 if none was timed
 */
record Measured(Map<Quantity, double[]> values, double[] losses, double stepSeconds) {
    private static final int MOST_TIMED = 5000;
    private static final int TIMED_BATCHES = 8;

    /**
     * On a backend as it is.
     *
     * @param timing how long to go on with training steps so as to time them
     */
    static Measured on(Backend backend, Workload workload, Duration timing) {
        return new Measurement(backend, workload, false, UnaryOperator.identity()).measured(timing);
    }

    /** In float64, from the same values. */
    static Measured exact(Backend reference, Workload workload) {
        return new Measurement(
                        reference,
                        workload,
                        true,
                        graph -> GraphCopy.widened(graph).graph())
                .measured(Duration.ZERO);
    }

    /** On the reference, every elementary operation rounded to the workload's type. */
    static Measured rounded(Backend reference, Workload workload) {
        return new Measurement(reference, workload, false, Elementary::of).measured(Duration.ZERO);
    }

    /** Runs the graphs of a workload in one session. */
    private static final class Measurement {
        private final Backend backend;
        private final Workload workload;
        private final boolean wide;
        private final UnaryOperator<Graph> form;
        private final Map<Quantity, List<HostTensor>> found = new LinkedHashMap<>();

        Measurement(Backend backend, Workload workload, boolean wide, UnaryOperator<Graph> form) {
            this.backend = backend;
            this.workload = workload;
            this.wide = wide;
            this.form = form;
        }

        Measured measured(Duration timing) {
            Map<Variable, HostTensor> start = new LinkedHashMap<>();
            workload.start().forEach((variable, value) -> start.put(variable(variable), tensor(value)));
            double[] losses = new double[workload.steps()];
            double seconds = 0;
            try (Session session = backend.newSession(List.copyOf(start.keySet()));
                    Executable logits = session.compile(form.apply(workload.logits()));
                    Executable gradient = session.compile(form.apply(workload.gradient()));
                    Executable step = session.compile(form.apply(workload.step()))) {
                start.forEach(session::write);
                List<String> names = List.copyOf(workload.gradient().outputs().keySet());
                for (int b = 0; b < workload.batches(); b++) {
                    List<HostTensor> inputs = tensors(workload.batch(b));
                    List<HostTensor> scores = results(logits, workload.logits(), inputs.subList(0, 3));
                    add(new Quantity(Kind.LOGITS, ""), scores.get(0));
                    List<HostTensor> results = results(gradient, workload.gradient(), inputs);
                    add(new Quantity(Kind.LOSS, ""), results.get(0));
                    for (int i = 1; i < names.size(); i++) {
                        add(new Quantity(Kind.GRADIENT, names.get(i)), results.get(i));
                    }
                }
                for (int i = 0; i < losses.length; i++) {
                    losses[i] = step.run(tensors(workload.stepInputs(i))).get(0).get(0);
                }
                for (int b = 0; losses.length > 0 && b < workload.batches(); b++) {
                    add(
                            new Quantity(Kind.LOSS_AFTER, ""),
                            gradient.run(tensors(workload.batch(b))).get(0));
                }
                if (losses.length > 0) {
                    workload.model().parameters().forEach(parameter -> {
                        Variable variable = parameter.variable();
                        add(new Quantity(Kind.PARAMETER_AFTER, variable.name()), session.read(variable(variable)));
                    });
                    seconds = timing.isZero() ? 0 : seconds(step, timing.toNanos());
                }
            }
            Map<Quantity, double[]> values = new LinkedHashMap<>();
            found.forEach((quantity, tensors) -> values.put(quantity, joined(tensors)));
            return new Measured(values, losses, seconds);
        }

        /** The median of the later half of some more steps: a virtual machine compiles what it runs often. */
        private double seconds(Executable step, long nanos) {
            List<List<HostTensor>> inputs = new ArrayList<>();
            for (int i = 0; i < TIMED_BATCHES; i++) {
                inputs.add(workload.stepInputs(i));
            }
            List<Double> times = new ArrayList<>();
            long begin = System.nanoTime();
            long before = begin;
            while (times.size() < 2 || (times.size() < MOST_TIMED && before - begin < nanos)) {
                step.run(inputs.get(times.size() % TIMED_BATCHES));
                long now = System.nanoTime();
                times.add((now - before) / 1e9);
                before = now;
            }
            return Figure.median(times.subList(times.size() / 2, times.size()).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray());
        }

        /** What a graph gives; that it has the shapes it should have is not taken for granted. */
        private static List<HostTensor> results(Executable executable, Graph graph, List<HostTensor> inputs) {
            List<HostTensor> results = executable.run(inputs);
            List<Shape> found = results.stream().map(HostTensor::shape).toList();
            List<Shape> expected =
                    graph.outputs().values().stream().map(Node::shape).toList();
            if (!found.equals(expected)) {
                throw new BackendException("the results have the shapes " + found + "; expected " + expected);
            }
            return results;
        }

        private void add(Quantity quantity, HostTensor value) {
            found.computeIfAbsent(quantity, key -> new ArrayList<>()).add(value.copy());
        }

        private Variable variable(Variable variable) {
            return wide ? GraphCopy.widened(variable) : variable;
        }

        private HostTensor tensor(HostTensor tensor) {
            return wide ? GraphCopy.widened(tensor) : tensor;
        }

        private List<HostTensor> tensors(List<HostTensor> tensors) {
            UnaryOperator<HostTensor> widening = this::tensor;
            return tensors.stream().map(widening).toList();
        }

        private static double[] joined(List<HostTensor> tensors) {
            double[] all =
                    new double[tensors.stream().mapToInt(t -> t.shape().size()).sum()];
            int at = 0;
            for (HostTensor tensor : tensors) {
                for (int i = 0; i < tensor.shape().size(); i++) {
                    all[at++] = tensor.get(i);
                }
            }
            return all;
        }
    }
}
