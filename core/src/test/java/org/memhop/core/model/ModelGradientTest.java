package org.memhop.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.HostTensor;

/** The gradient of the whole network, under every option, against central finite differences of its loss. */
class ModelGradientTest {
    private static final double STEP = 1e-5;
    private static final double TOLERANCE = 1e-6;
    private static final int DIMENSION = 3;

    record Options(
            String encoding,
            String tying,
            String temporal,
            String nonlinearity,
            boolean mask,
            boolean linear,
            int hops) {
        Model model() {
            return Models.of(
                    Models.size(),
                    "encoding",
                    encoding,
                    "tying",
                    tying,
                    "temporal",
                    temporal,
                    "nonlinearity",
                    nonlinearity,
                    "mask-empty-slots",
                    String.valueOf(mask),
                    "hops",
                    String.valueOf(hops),
                    "dimension",
                    String.valueOf(DIMENSION));
        }
    }

    static List<Options> everyOption() {
        List<Options> all = new ArrayList<>();
        for (Options base : everyParameter()) {
            for (String nonlinearity : List.of("none", "relu", "relu-half")) {
                for (boolean mask : new boolean[] {false, true}) {
                    for (boolean linear : new boolean[] {false, true}) {
                        for (int hops = 1; hops <= 3; hops++) {
                            all.add(new Options(
                                    base.encoding, base.tying, base.temporal, nonlinearity, mask, linear, hops));
                        }
                    }
                }
            }
        }
        return all;
    }

    /** As the paper models language: a word a slot, no question, temporal rows, half of the units bent. */
    @ParameterizedTest
    @ValueSource(strings = {"adjacent", "layer-wise", "none"})
    void the_gradient_of_the_language_model_is_the_slope_of_its_loss(String tying) {
        Model model = Models.of(
                new ModelSize(7, 1, 4),
                "first-state",
                "constant",
                "nonlinearity",
                "relu-half",
                "encoding",
                "bag-of-words",
                "temporal",
                "rows",
                "tying",
                tying,
                "dimension",
                "5");

        gradientIsSlope(model, false);
    }

    static List<Options> everyParameter() {
        List<Options> all = new ArrayList<>();
        for (String encoding : List.of("bag-of-words", "position", "position-authors")) {
            for (String tying : List.of("adjacent", "layer-wise", "none")) {
                for (String temporal : List.of("none", "rows", "time-words")) {
                    all.add(new Options(encoding, tying, temporal, "none", false, false, 2));
                }
            }
        }
        return all;
    }

    /** One direction in the space of all parameters, and one in that of each parameter. */
    @ParameterizedTest
    @MethodSource("everyOption")
    void the_gradient_is_the_slope_of_the_loss_in_any_direction(Options options) {
        gradientIsSlope(options.model(), options.linear);
    }

    private static void gradientIsSlope(Model model, boolean linear) {
        Map<String, HostTensor> values = Models.values(model, 1);
        List<HostTensor> in = Models.batch(model, Models.examples()).tensors();
        try (Backend backend = Models.reference();
                Session session = Models.session(backend, model, values);
                Executable graph = session.compile(model.gradient(5, linear))) {
            List<HostTensor> gradients = copies(graph.run(in));
            double scale = 1e-3;
            for (HostTensor gradient : gradients.subList(1, gradients.size())) {
                scale = Math.max(scale, norm(gradient));
            }
            Map<String, HostTensor> everything = Models.values(model, 2);
            List<Map<String, HostTensor>> directions = new ArrayList<>(List.of(everything));
            everything.forEach((name, direction) -> directions.add(Map.of(name, direction)));
            for (Map<String, HostTensor> direction : directions) {
                double expected = slope(t -> {
                    Models.write(session, model, moved(values, direction, t));
                    return graph.run(in).get(0).get(0);
                });
                double found = 0;
                int next = 1;
                for (Parameter parameter : model.parameters()) {
                    String name = parameter.variable().name();
                    if (direction.containsKey(name)) {
                        found += dot(gradients.get(next), values(direction, name));
                    }
                    next++;
                }
                assertThat(Math.abs(found - expected))
                        .as("%s: gradient %s, slope %s", direction.keySet(), found, expected)
                        .isLessThanOrEqualTo(TOLERANCE * scale);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyParameter")
    void each_element_of_the_gradient_is_a_slope_and_the_null_row_has_none(Options options) {
        Model model = options.model();
        Map<String, HostTensor> values = Models.values(model, 3);
        List<HostTensor> in = Models.batch(model, Models.examples()).tensors();
        try (Backend backend = Models.reference();
                Session session = Models.session(backend, model, values);
                Executable graph = session.compile(model.gradient(5, options.linear))) {
            List<HostTensor> gradients = copies(graph.run(in));
            for (int p = 0; p < model.parameters().size(); p++) {
                Parameter parameter = model.parameters().get(p);
                HostTensor gradient = gradients.get(p + 1);
                HostTensor value = values(values, parameter.variable().name());
                double scale = Math.max(1e-3, norm(gradient));
                assertThat(norm(gradient)).as("gradient of %s", parameter).isPositive();
                for (int i = 0; i < gradient.shape().size(); i++) {
                    if (parameter.nullRow() && i < DIMENSION) {
                        assertThat(gradient.get(i)).isZero();
                        continue;
                    }
                    int element = i;
                    double kept = value.get(i);
                    double slope = slope(t -> {
                        value.set(element, kept + t);
                        session.write(parameter.variable(), value);
                        return graph.run(in).get(0).get(0);
                    });
                    value.set(i, kept);
                    session.write(parameter.variable(), value);
                    assertThat(Math.abs(gradient.get(i) - slope))
                            .as("%s element %s: gradient %s, slope %s", parameter, i, gradient.get(i), slope)
                            .isLessThanOrEqualTo(TOLERANCE * scale);
                }
            }
        }
    }

    private static double slope(DoubleUnaryOperator loss) {
        return (loss.applyAsDouble(STEP) - loss.applyAsDouble(-STEP)) / (2 * STEP);
    }

    private static Map<String, HostTensor> moved(
            Map<String, HostTensor> values, Map<String, HostTensor> direction, double t) {
        Map<String, HostTensor> moved = new LinkedHashMap<>(values);
        direction.forEach((name, along) -> {
            HostTensor value = values(values, name).copy();
            for (int i = 0; i < value.shape().size(); i++) {
                value.set(i, value.get(i) + t * along.get(i));
            }
            moved.put(name, value);
        });
        return moved;
    }

    private static HostTensor values(Map<String, HostTensor> values, String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    private static List<HostTensor> copies(List<HostTensor> tensors) {
        return tensors.stream().map(HostTensor::copy).toList();
    }

    private static double dot(HostTensor a, HostTensor b) {
        double sum = 0;
        for (int i = 0; i < a.shape().size(); i++) {
            sum += a.get(i) * b.get(i);
        }
        return sum;
    }

    private static double norm(HostTensor x) {
        return Math.sqrt(dot(x, x));
    }
}
