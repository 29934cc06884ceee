package org.memhop.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;
import org.memhop.core.data.Batch;
import org.memhop.core.optimize.Clipping;
import org.memhop.core.optimize.Optimizer;
import org.memhop.core.wiring.MemhopModule;

/** The jvm backend computes what the reference does in F64 from the same numbers: gradients, and training. */
class ModelAgreementTest {
    record Options(String precision, String encoding, String tying, String temporal, String mask, boolean linear) {
        Model model(String inPrecision) {
            return Models.of(
                    Models.size(),
                    "precision",
                    inPrecision,
                    "encoding",
                    encoding,
                    "tying",
                    tying,
                    "temporal",
                    temporal,
                    "mask-empty-slots",
                    mask,
                    "hops",
                    "3",
                    "dimension",
                    "9");
        }

        double gradientTolerance() {
            return precision.equals("f32") ? 2e-5 : 1e-11;
        }

        double lossTolerance() {
            return precision.equals("f32") ? 1e-3 : 1e-9;
        }
    }

    static List<Options> options() {
        List<Options> all = new ArrayList<>();
        for (String precision : List.of("f32", "f64")) {
            for (String encoding : List.of("bag-of-words", "position", "position-authors")) {
                for (String tying : List.of("adjacent", "layer-wise", "none")) {
                    for (String temporal : List.of("none", "rows", "time-words")) {
                        boolean odd = all.size() % 2 == 1;
                        all.add(new Options(precision, encoding, tying, temporal, String.valueOf(odd), false));
                        all.add(new Options(precision, encoding, tying, temporal, "false", true));
                    }
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("options")
    void gradients_agree_normwise(Options options) {
        Map<String, HostTensor> expected = gradients("reference", options.model("f64"), options.linear);
        Map<String, HostTensor> found = gradients("jvm", options.model(options.precision), options.linear);

        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, gradient) -> assertThat(distance(gradient, Objects.requireNonNull(found.get(name))))
                .as(name)
                .isLessThanOrEqualTo(options.gradientTolerance()));
    }

    static List<Options> trainings() {
        return options().stream()
                .filter(options -> !options.linear && options.encoding.equals("position-authors"))
                .filter(options -> !options.temporal.equals("none"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void losses_agree_after_100_steps(Options options) {
        double expected = lossAfter100Steps("reference", options.model("f64"));
        double found = lossAfter100Steps("jvm", options.model(options.precision));

        assertThat(Math.abs(found - expected) / expected).isLessThanOrEqualTo(options.lossTolerance());
    }

    @ParameterizedTest
    @ValueSource(strings = {"f32", "f64"})
    void the_language_model_has_the_same_gradients_whatever_stands_for_a_question(String precision) {
        Options options = new Options(precision, "bag-of-words", "layer-wise", "rows", "false", false);
        Map<String, HostTensor> expected = gradients("reference", languageModel("f64"), false);
        Map<String, HostTensor> found = gradients("jvm", languageModel(precision), false);

        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, gradient) -> assertThat(distance(gradient, Objects.requireNonNull(found.get(name))))
                .as(name)
                .isLessThanOrEqualTo(options.gradientTolerance()));
    }

    private static Model languageModel(String precision) {
        return Models.of(
                new ModelSize(7, 1, 4),
                "precision",
                precision,
                "first-state",
                "constant",
                "nonlinearity",
                "relu-half",
                "encoding",
                "bag-of-words",
                "tying",
                "layer-wise",
                "temporal",
                "rows",
                "dimension",
                "9");
    }

    private static Map<String, HostTensor> gradients(String backendId, Model model, boolean linear) {
        Batch batch = Models.batch(model, Models.examples());
        try (Backend backend = MemhopModule.plugins().open(backendId, BackendConfig.DEFAULT);
                Session session = Models.session(backend, model, Models.values(model, 4))) {
            return Models.run(session, model.gradient(5, linear), batch.tensors());
        }
    }

    private static double lossAfter100Steps(String backendId, Model model) {
        Optimizer optimizer = new Optimizer.Sgd();
        Batch batch = model.newBatch(4);
        List<HostTensor> in = new ArrayList<>(batch.tensors());
        DType type = model.parameters().get(0).variable().type();
        in.add(HostTensor.ofRounded(type, Shape.SCALAR, 0.03125));
        Random random = new Random(5);
        try (Backend backend = MemhopModule.plugins().open(backendId, BackendConfig.DEFAULT);
                Session session = Models.session(backend, model, Models.values(model, 6));
                Executable step = session.compile(model.step(4, false, optimizer, new Clipping.PerMatrix(2)))) {
            double first = 0;
            double loss = 0;
            for (int i = 0; i <= 100; i++) {
                for (int b = 0; b < batch.size(); b++) {
                    batch.set(b, Models.examples()[i == 0 || i == 100 ? b : random.nextInt(5)]);
                }
                loss = step.run(in).get(0).get(0);
                first = i == 0 ? loss : first;
            }
            assertThat(loss).as("something was learnt").isLessThan(0.5 * first);
            return loss;
        }
    }

    private static double distance(HostTensor expected, HostTensor found) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.shape().size(); i++) {
            difference += Math.pow(found.get(i) - expected.get(i), 2);
            norm += Math.pow(expected.get(i), 2);
        }
        return Math.sqrt(difference / Math.max(norm, 1e-300));
    }
}
