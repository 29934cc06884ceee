package org.memhop.core.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Variable;
import org.memhop.core.compare.Quantity.Kind;

/**
 * What one backend made of a workload.
 *
 * @param values of each quantity, those of all batches one behind the other
 * @param losses of each training step
 * @param seconds of each training step
 */
record Measured(Map<Quantity, double[]> values, double[] losses, double[] seconds) {
    /** On a backend as it is. */
    static Measured on(Backend backend, Workload workload) {
        return new Measurement(backend, workload, false).measured();
    }

    /** In float64, from the same values. */
    static Measured exact(Backend reference, Workload workload) {
        return new Measurement(reference, workload, true).measured();
    }

    /** Runs the graphs of a workload in one session. */
    private static final class Measurement {
        private final Backend backend;
        private final Workload workload;
        private final boolean wide;
        private final Map<Quantity, List<HostTensor>> found = new LinkedHashMap<>();

        Measurement(Backend backend, Workload workload, boolean wide) {
            this.backend = backend;
            this.workload = workload;
            this.wide = wide;
        }

        Measured measured() {
            Map<Variable, HostTensor> start = new LinkedHashMap<>();
            workload.start().forEach((variable, value) -> start.put(variable(variable), tensor(value)));
            double[] losses = new double[workload.steps()];
            double[] seconds = new double[workload.steps()];
            try (Session session = backend.newSession(List.copyOf(start.keySet()));
                    Executable logits = session.compile(graph(workload.logits()));
                    Executable gradient = session.compile(graph(workload.gradient()));
                    Executable step = session.compile(graph(workload.step()))) {
                start.forEach(session::write);
                List<String> names = List.copyOf(workload.gradient().outputs().keySet());
                for (int b = 0; b < workload.batches(); b++) {
                    List<HostTensor> inputs = tensors(workload.batch(b));
                    add(
                            new Quantity(Kind.LOGITS, ""),
                            logits.run(inputs.subList(0, 3)).get(0));
                    List<HostTensor> results = gradient.run(inputs);
                    add(new Quantity(Kind.LOSS, ""), results.get(0));
                    for (int i = 1; i < names.size(); i++) {
                        add(new Quantity(Kind.GRADIENT, names.get(i)), results.get(i));
                    }
                }
                for (int i = 0; i < losses.length; i++) {
                    List<HostTensor> inputs = tensors(workload.stepInputs(i));
                    long begin = System.nanoTime();
                    losses[i] = step.run(inputs).get(0).get(0);
                    seconds[i] = (System.nanoTime() - begin) / 1e9;
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
                }
            }
            Map<Quantity, double[]> values = new LinkedHashMap<>();
            found.forEach((quantity, tensors) -> values.put(quantity, joined(tensors)));
            return new Measured(values, losses, seconds);
        }

        private void add(Quantity quantity, HostTensor value) {
            found.computeIfAbsent(quantity, key -> new ArrayList<>()).add(value.copy());
        }

        private Graph graph(Graph graph) {
            return wide ? GraphCopy.widened(graph).graph() : graph;
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
