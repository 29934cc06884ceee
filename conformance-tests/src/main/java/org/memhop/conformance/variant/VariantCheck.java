package org.memhop.conformance.variant;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendProvider;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Variable;
import org.memhop.backend.reference.ReferenceBackendProvider;
import org.memhop.conformance.Failure;
import org.memhop.conformance.Nearness;
import org.memhop.conformance.cases.Network;
import org.memhop.core.data.EncodedExample;
import org.memhop.core.files.Checkpoint;
import org.memhop.core.files.Checkpoints;
import org.memhop.core.model.ModelSize;
import org.memhop.core.model.Parameter;

/** One variant held to its promises. Everything is computed by the reference in float64, but for the backends compared with it. */
final class VariantCheck {
    /** Rounding of float64 in a network of this size. */
    private static final double SAME = 1e-12;

    /** A change that is no rounding. */
    private static final double DIFFERENT = 1e-6;

    private static final double STEP = 1e-5;
    private static final double SLOPE = 1e-6;
    private static final long SEED = 11;
    private static final ModelSize SIZE = Network.SIZE;

    private final Map<String, String> settings;
    private final Network network;

    VariantCheck(Variant variant) {
        this.settings = new LinkedHashMap<>(Map.of("hops", "2", "dimension", "4"));
        settings.putAll(variant.settings());
        this.network = new Network(settings, SIZE);
    }

    /** That the gradient of the loss is its slope: central differences, every element of every parameter. */
    void gradient(boolean linear) {
        Graph graph = network.in(DType.F64).gradient(Network.examples().length, linear);
        List<HostTensor> inputs = network.gradientInputs(DType.F64, Network.examples());
        Map<Variable, HostTensor> values = network.values(DType.F64, SEED);
        try (Backend reference = reference();
                Session session = session(reference, values);
                Executable executable = session.compile(graph)) {
            Map<String, HostTensor> gradients = named(graph, executable.run(inputs));
            for (Parameter parameter : network.in(DType.F64).parameters()) {
                Variable variable = parameter.variable();
                HostTensor gradient = Objects.requireNonNull(gradients.get(variable.name()));
                HostTensor value = Objects.requireNonNull(values.get(variable));
                int first = parameter.nullRow() ? value.shape().dim(1) : 0;
                double[] slopes = new double[value.shape().size()];
                for (int i = first; i < slopes.length; i++) {
                    double kept = value.get(i);
                    slopes[i] = (lossAt(session, executable, inputs, variable, value, i, kept + STEP)
                                    - lossAt(session, executable, inputs, variable, value, i, kept - STEP))
                            / (2 * STEP);
                    value.set(i, kept);
                }
                session.write(variable, value);
                compare(variable, gradient, slopes);
            }
        }
    }

    private static double lossAt(
            Session session,
            Executable executable,
            List<HostTensor> inputs,
            Variable variable,
            HostTensor value,
            int i,
            double at) {
        value.set(i, at);
        session.write(variable, value);
        return executable.run(inputs).get(0).get(0);
    }

    private static void compare(Variable variable, HostTensor gradient, double[] slopes) {
        double largest = Arrays.stream(slopes).map(Math::abs).max().orElse(0);
        for (int i = 0; i < slopes.length; i++) {
            // Row 0 of the null symbol has no slope to be compared with: it stays zero.
            require(
                    Math.abs(gradient.get(i) - slopes[i]) <= SLOPE * Math.max(largest, 1e-3),
                    "element " + i + " of the gradient of " + variable + " is " + gradient.get(i) + ", the slope is "
                            + slopes[i]);
        }
    }

    /** That an example's answer is the same alone as among others, to the last bit but rounding. */
    void batchIndependence() {
        EncodedExample[] all = Network.examples();
        List<HostTensor> together = answers(network, all);
        for (int b = 0; b < all.length; b++) {
            List<HostTensor> alone = answers(network, all[b]);
            for (int output = 0; output < alone.size(); output++) {
                HostTensor expected = alone.get(output);
                int width = expected.shape().size();
                double[] row = Arrays.copyOfRange(together.get(output).doubles(), b * width, (b + 1) * width);
                near("example " + b, HostTensor.of(expected.shape(), row), expected, SAME);
            }
        }
    }

    /** That something changes no answer, if it is promised; and that it does change one, if it is not. */
    void promise(Promise promise, boolean made) {
        Network other = switch (promise) {
            case PADDED_SENTENCES -> new Network(settings, new ModelSize(SIZE.vocabulary(), 8, SIZE.slots()));
            case EMPTY_SLOTS -> new Network(settings, new ModelSize(SIZE.vocabulary(), SIZE.sentenceWords(), 9));
            case ORDER_OF_SENTENCES, ORDER_OF_WORDS -> network;
        };
        // A story that fits, so that it is not cut differently, and sentences of several lengths.
        int[][] story = {{1, 2}, {3, 4, 5}, {6}};
        EncodedExample before = new EncodedExample(story, new int[] {1, 6}, 4);
        EncodedExample after = switch (promise) {
            case PADDED_SENTENCES, EMPTY_SLOTS -> before;
            case ORDER_OF_SENTENCES -> new EncodedExample(new int[][] {{6}, {3, 4, 5}, {1, 2}}, new int[] {1, 6}, 4);
            case ORDER_OF_WORDS -> new EncodedExample(new int[][] {{2, 1}, {5, 3, 4}, {6}}, new int[] {6, 1}, 4);
        };
        HostTensor expected = answers(network, before).get(0);
        HostTensor found = answers(other, after).get(0);
        if (made) {
            near("the answer, " + promise, found, expected, SAME);
        } else {
            require(
                    !Nearness.of(found, expected).within(DIFFERENT),
                    promise
                            + " changes nothing, which is not promised: promise it, or find out why it changes nothing");
        }
    }

    /** That a backend gives the reference's answers and gradients. */
    void agreesOn(BackendProvider provider) {
        try (Backend reference = reference();
                Backend backend = provider.open(BackendConfig.DEFAULT)) {
            List<HostTensor> exactAnswers = answers(reference, network, DType.F64, Network.examples());
            List<HostTensor> exactGradients = gradients(reference, DType.F64);
            for (DType type : List.of(DType.F32, DType.F64)) {
                double tolerance = type == DType.F32 ? 2e-5 : 1e-11;
                near(type + " answers", answers(backend, network, type, Network.examples()), exactAnswers, tolerance);
                near(type + " gradients", gradients(backend, type), exactGradients, tolerance);
            }
        }
    }

    /** That a network that was saved and loaded answers to the bit as before. */
    void checkpoint(Path folder) throws IOException {
        Map<Variable, HostTensor> values = network.values(DType.F64, SEED);
        Map<String, HostTensor> saved = new LinkedHashMap<>();
        values.forEach((variable, value) -> saved.put(variable.name(), value));
        new Checkpoints(folder).save(new Checkpoint(1, saved, Map.of(), "{}"));
        Map<String, HostTensor> read = new Checkpoints(folder).load(1).model();
        require(read.keySet().equals(saved.keySet()), "saved " + saved.keySet() + ", loaded " + read.keySet());
        Map<Variable, HostTensor> loaded = new LinkedHashMap<>();
        values.keySet().forEach(variable -> loaded.put(variable, Objects.requireNonNull(read.get(variable.name()))));
        try (Backend reference = reference()) {
            List<HostTensor> before = answers(reference, network, DType.F64, values, Network.examples());
            List<HostTensor> after = answers(reference, network, DType.F64, loaded, Network.examples());
            require(before.equals(after), "after loading it answers otherwise");
        }
    }

    private static List<HostTensor> answers(Network network, EncodedExample... examples) {
        try (Backend reference = reference()) {
            return answers(reference, network, DType.F64, examples);
        }
    }

    private static List<HostTensor> answers(Backend backend, Network network, DType type, EncodedExample... examples) {
        return answers(backend, network, type, network.values(type, SEED), examples);
    }

    /** Probabilities, and the attention of every hop. */
    private static List<HostTensor> answers(
            Backend backend,
            Network network,
            DType type,
            Map<Variable, HostTensor> values,
            EncodedExample... examples) {
        List<HostTensor> inputs = network.batch(type, examples).tensors().subList(0, 3);
        return run(backend, values, network.in(type).answering(examples.length), inputs);
    }

    private List<HostTensor> gradients(Backend backend, DType type) {
        List<HostTensor> inputs = network.gradientInputs(type, Network.examples());
        Graph graph = network.in(type).gradient(Network.examples().length, false);
        return run(backend, network.values(type, SEED), graph, inputs);
    }

    private static List<HostTensor> run(
            Backend backend, Map<Variable, HostTensor> values, Graph graph, List<HostTensor> inputs) {
        try (Session session = session(backend, values);
                Executable executable = session.compile(graph)) {
            return executable.run(inputs).stream().map(HostTensor::copy).toList();
        }
    }

    private static Map<String, HostTensor> named(Graph graph, List<HostTensor> results) {
        Map<String, HostTensor> named = new LinkedHashMap<>();
        graph.outputs()
                .keySet()
                .forEach(name -> named.put(name, results.get(named.size()).copy()));
        return named;
    }

    private static Session session(Backend backend, Map<Variable, HostTensor> values) {
        Session session = backend.newSession(List.copyOf(values.keySet()));
        values.forEach(session::write);
        return session;
    }

    private static Backend reference() {
        return new ReferenceBackendProvider().open(BackendConfig.DEFAULT);
    }

    private static void near(String what, List<HostTensor> found, List<HostTensor> expected, double tolerance) {
        for (int i = 0; i < found.size(); i++) {
            near(what + " " + i, found.get(i), expected.get(i), tolerance);
        }
    }

    private static void near(String what, HostTensor found, HostTensor expected, double tolerance) {
        Nearness nearness = Nearness.of(found, expected);
        require(nearness.within(tolerance), what + ": " + nearness.describe(tolerance));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Failure(otherwise);
        }
    }
}
