package org.memhop.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.memhop.api.ConfigException;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.api.model.SentenceEncoder;
import org.memhop.core.config.Settings;
import org.memhop.core.optimize.Clipping;
import org.memhop.core.optimize.Optimizer;

class ModelTest {
    static List<Optimizer> optimizers() {
        return List.of(
                new Optimizer.Sgd(),
                new Optimizer.Momentum(0.9),
                new Optimizer.Adagrad(1e-10),
                new Optimizer.Adam(0.9, 0.999, 1e-8));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void the_null_symbols_rows_stay_exactly_zero_in_training(Optimizer optimizer) {
        for (String temporal : List.of("rows", "time-words")) {
            Model model = Models.of(Models.size(), "temporal", temporal, "dimension", "4", "hops", "2");
            List<Variable> variables = new ArrayList<>();
            model.parameters().forEach(parameter -> variables.add(parameter.variable()));
            variables.addAll(model.optimizerState(optimizer));
            List<HostTensor> in =
                    new ArrayList<>(Models.batch(model, Models.examples()).tensors());
            in.add(HostTensor.of(Shape.SCALAR, new double[] {0.1}));
            try (Backend backend = Models.reference();
                    Session session = backend.newSession(variables)) {
                Models.write(session, model, Models.values(model, 1));
                Graph step = model.step(5, false, optimizer, new Clipping.PerMatrix(40));
                for (int i = 0; i < 5; i++) {
                    session.compile(step).run(in);
                }
                for (Parameter parameter : model.parameters()) {
                    double[] row =
                            Arrays.copyOf(session.read(parameter.variable()).doubles(), 4);
                    assertThat(row).as(parameter.toString()).isEqualTo(new double[4]);
                }
                assertThat(model.parameters()).isNotEmpty().allMatch(Parameter::nullRow);
            }
        }
    }

    @Test
    void a_step_of_gradient_descent_follows_the_gradient() {
        Model model = Models.of(Models.size(), "dimension", "4", "hops", "2");
        Map<String, HostTensor> values = Models.values(model, 2);
        List<HostTensor> in =
                new ArrayList<>(Models.batch(model, Models.examples()).tensors());
        Map<String, HostTensor> gradient = Models.run(model, values, model.gradient(5, false), in);
        in.add(HostTensor.of(Shape.SCALAR, new double[] {0.25}));
        try (Backend backend = Models.reference();
                Session session = Models.session(backend, model, values)) {
            Map<String, HostTensor> results =
                    Models.run(session, model.step(5, false, new Optimizer.Sgd(), new Clipping.None()), in);

            assertThat(results).containsOnlyKeys("loss").containsEntry("loss", tensor(gradient, "loss"));
            for (Parameter parameter : model.parameters()) {
                String name = parameter.variable().name();
                HostTensor after = session.read(parameter.variable());
                for (int i = 0; i < after.shape().size(); i++) {
                    assertThat(after.get(i))
                            .isEqualTo(tensor(values, name).get(i)
                                    - 0.25 * tensor(gradient, name).get(i));
                }
            }
        }
    }

    @Test
    void linear_start_trains_the_network_without_softmax() {
        Model model = Models.of(Models.size(), "dimension", "4");
        List<HostTensor> in = Models.batch(model, Models.examples()).tensors();
        Map<String, HostTensor> values = Models.values(model, 2);

        assertThat(tensor(Models.run(model, values, model.gradient(5, true), in), "loss"))
                .isNotEqualTo(tensor(Models.run(model, values, model.gradient(5, false), in), "loss"));
        assertThat(model.gradient(5, true).toText())
                .doesNotContain("hop1) = SOFTMAX")
                .doesNotContain(" SOFTMAX(");
        assertThat(model.gradient(5, false).toText()).contains(" SOFTMAX(");
    }

    @Test
    void parameters_start_normally_distributed_with_the_null_symbol_at_zero() {
        Model model = Models.of(new ModelSize(2001, 3, 4), "init-deviation", "0.5", "temporal", "none");
        double[] values = model.initial(model.parameters().get(0), 1).doubles();

        assertThat(Arrays.copyOf(values, 20)).isEqualTo(new double[20]);
        double[] words = Arrays.copyOfRange(values, 20, values.length);
        double squares = Arrays.stream(words).map(x -> x * x).average().orElseThrow();
        assertThat(Arrays.stream(words).average().orElseThrow()).isCloseTo(0, within(4 * 0.5 / 200)); // 40,000 draws
        assertThat(Math.sqrt(squares)).isCloseTo(0.5, within(4 * 0.5 / 283));
    }

    @Test
    void first_values_are_told_by_seed_and_parameter() {
        Model model = Models.of(Models.size(), "tying", "layer-wise");
        List<HostTensor> first =
                model.parameters().stream().map(p -> model.initial(p, 1)).toList();
        List<HostTensor> again =
                model.parameters().stream().map(p -> model.initial(p, 1)).toList();
        List<HostTensor> other =
                model.parameters().stream().map(p -> model.initial(p, 2)).toList();

        assertThat(again).isEqualTo(first);
        assertThat(other).doesNotContainAnyElementsOf(first);
        assertThat(first).doesNotHaveDuplicates();
    }

    @Test
    void the_matrix_between_hops_has_no_null_row() {
        Model model = Models.of(Models.size(), "tying", "layer-wise");
        Parameter h = model.parameters().stream()
                .filter(p -> p.variable().name().equals("H"))
                .findFirst()
                .orElseThrow();

        assertThat(h.nullRow()).isFalse();
        assertThat(model.initial(h, 1).get(0)).isNotZero();
    }

    @Test
    void precision_is_the_type_of_parameters_and_losses() {
        Model f32 = Models.of(Models.size(), "precision", "f32");

        assertThat(f32.parameters()).allMatch(p -> p.variable().type() == DType.F32);
        assertThat(f32.gradient(2, false).outputs().values()).allMatch(node -> node.type() == DType.F32);
    }

    @Test
    void a_controller_may_be_chosen_against_the_tying() {
        assertThat(Models.of(Models.size(), "controller", "linear").parameters())
                .extracting(p -> p.variable().name())
                .contains("H", "A1");
        assertThat(Models.of(Models.size(), "controller", "sum", "tying", "layer-wise")
                        .parameters())
                .extracting(p -> p.variable().name())
                .doesNotContain("H");
    }

    @Test
    void a_component_that_is_not_there_is_named_with_those_that_are() {
        assertThatThrownBy(() -> Models.of(Models.size(), "hop", "gated"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("setting hop: found \"gated\"; expected one of the plugins on the class path, [linear,"
                        + " multi-head, softmax]; did you mean linear?");
    }

    @Test
    void sizes_below_one_are_rejected() {
        assertThatThrownBy(() -> new ModelSize(0, 1, 1)).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> new ModelSize(1, 0, 1)).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> new ModelSize(1, 1, 0))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("1 words, sentences of 1 and 0 slots: each must be 1 or more");
    }

    @Test
    void a_parameter_has_one_shape() {
        Parameters parameters = new Parameters(Settings.standard(), Models.size());
        Variable first = parameters.parameter("R", Shape.of(2, 2));

        assertThat(parameters.parameter("R", Shape.of(2, 2))).isEqualTo(first);
        assertThatThrownBy(() -> parameters.parameter("R", Shape.of(3)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("two components use a parameter named R differently: R F32[2, 2] and R F32[3]");
    }

    @Test
    void an_encoder_is_known_once_it_was_chosen() {
        Parameters parameters = new Parameters(Settings.standard(), Models.size());
        assertThatThrownBy(parameters::encoder).isInstanceOf(ConfigException.class);
        SentenceEncoder encoder = new BagOfWords();

        parameters.encoder(encoder);

        assertThat(parameters.encoder()).isSameAs(encoder);
    }

    /** A change of the graph is a change of every trained model: it should be seen, and meant. */
    @Test
    void a_memory_is_shared_by_words_of_a_text_whose_times_stand_apart_and_by_no_others() {
        ModelSize text = new ModelSize(7, 1, 4);

        assertThat(Models.of(text, "batches", "segments", "temporal", "rows")
                        .newBatch(16)
                        .segment())
                .isEqualTo(16);
        assertThatThrownBy(() -> Models.of(text, "batches", "segments", "temporal", "time-words"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("set temporal to rows");
        assertThatThrownBy(() -> Models.of(Models.size(), "batches", "segments", "temporal", "rows"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("for running text");
    }

    @Test
    void the_graph_of_a_training_step_is_the_one_on_record() throws IOException {
        Model model = Models.of(
                new ModelSize(4, 2, 3),
                "dimension",
                "2",
                "hops",
                "1",
                "precision",
                "f32",
                "encoding",
                "position-authors");
        String text = model.step(2, false, new Optimizer.Sgd(), new Clipping.PerMatrix(40))
                .toText();
        Path written = Path.of("target", "training-step.txt");
        Files.writeString(written, text);

        try (InputStream recorded = getClass().getResourceAsStream("training-step.txt")) {
            assertThat(text)
                    .as("if the change is meant, copy %s into the test resources", written.toAbsolutePath())
                    .isEqualTo(new String(Objects.requireNonNull(recorded).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static HostTensor tensor(Map<String, HostTensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }
}
