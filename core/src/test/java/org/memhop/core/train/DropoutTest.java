package org.memhop.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;
import org.memhop.core.config.Settings;
import org.memhop.core.data.Batch;
import org.memhop.core.data.EncodedText;
import org.memhop.core.model.Mask;
import org.memhop.core.model.Model;
import org.memhop.core.model.ModelSize;
import org.memhop.core.model.Parameter;
import org.memhop.core.wiring.MemhopModule;

class DropoutTest {
    private static final int BATCH = 8;
    private static final EncodedText TEXT = EncodedText.of(3, 1, 4, 1, 5, 2, 6, 5, 3, 5, 1, 2, 3, 6, 4, 6, 2, 6, 4, 3);

    @Test
    void there_is_a_mask_for_the_state_one_for_the_memory_and_one_for_each_hop() {
        Model model = model("dropout", "0.5", "memory-dropout", "0.25", "hop-dropout", "0.125");
        assertThat(model.masks(BATCH))
                .containsExactly(
                        new Mask("dropout", 0, 0.5, Shape.of(BATCH, 6)),
                        new Mask("memory-dropout", 1, 0.25, Shape.of(2, 12, 1)),
                        new Mask("hop-dropout1", 2, 0.125, Shape.of(BATCH, 6)),
                        new Mask("hop-dropout2", 3, 0.125, Shape.of(BATCH, 6)));
        assertThat(model().masks(BATCH)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1", "0.5", "0.9"})
    void a_mask_is_zero_as_often_as_its_rate_says_and_keeps_the_expectation(String rate) {
        DropoutMasks masks = new DropoutMasks(model("dropout", rate, "dimension", "500"), 400, 1);
        masks.fill(3);
        double[] values = values(masks.tensors().get(0));

        double zeros = Arrays.stream(values).filter(value -> value == 0).count() / (double) values.length;
        assertThat(zeros).isCloseTo(Double.parseDouble(rate), within(0.004)); // 1/512, and three deviations
        assertThat(Arrays.stream(values).filter(value -> value != 0).distinct()).hasSize(1);
        assertThat(Arrays.stream(values).average().orElseThrow()).isCloseTo(1, within(0.03));
    }

    @Test
    void a_step_has_the_same_masks_whenever_it_is_asked_for_and_no_others_are_alike() {
        Model model = model("dropout", "0.5", "hop-dropout", "0.5", "dimension", "20");
        DropoutMasks masks = new DropoutMasks(model, BATCH, 1);
        masks.fill(1L << 40);
        List<HostTensor> far = copies(masks);
        masks.fill(2);
        List<HostTensor> here = copies(masks);
        masks.fill(1L << 40);
        DropoutMasks otherSeed = new DropoutMasks(model, BATCH, 2);
        otherSeed.fill(2);

        assertThat(copies(masks)).isEqualTo(far);
        List<HostTensor> all = new ArrayList<>(far);
        all.addAll(here);
        all.addAll(copies(otherSeed));
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void a_graph_that_scores_or_answers_drops_nothing() {
        Model with = model("dropout", "0.5", "memory-dropout", "0.25", "hop-dropout", "0.125");
        assertThat(with.scoring(BATCH, false).toText())
                .isEqualTo(model().scoring(BATCH, false).toText());
        assertThat(with.answering(BATCH).toText())
                .isEqualTo(model().answering(BATCH).toText());
    }

    /** A mask of nothing but ones is no mask; one of zeros leaves only what goes round it. */
    @ParameterizedTest
    @ValueSource(strings = {"dropout", "hop-dropout", "memory-dropout"})
    void a_mask_multiplies_what_it_says(String place) {
        double plain = loss(model(), List.of());
        Model model = model(place, "0.5");
        List<HostTensor> ones = filled(model, 1);

        assertThat(loss(model, ones)).isEqualTo(plain);
        double nothing = loss(model, filled(model, 0));
        assertThat(nothing).isNotCloseTo(plain, within(1e-6));
        if (place.equals("dropout")) {
            assertThat(nothing).isCloseTo(BATCH * Math.log(7), within(1e-12)); // every word alike
        }
    }

    @Test
    void the_gradient_is_the_slope_of_the_loss_with_what_is_dropped() {
        Model model = model("dropout", "0.5", "memory-dropout", "0.25", "hop-dropout", "0.25", "tied-output", "A");
        DropoutMasks masks = new DropoutMasks(model, BATCH, 5);
        masks.fill(0);
        Graph graph = model.gradient(BATCH, false);
        try (Backend backend = Toys.backend("reference");
                Session session = session(backend, model);
                Executable gradient = session.compile(graph)) {
            List<HostTensor> inputs = inputs(model, masks.tensors());
            List<HostTensor> found =
                    gradient.run(inputs).stream().map(HostTensor::copy).toList();
            for (int p = 0; p < model.parameters().size(); p++) {
                Parameter parameter = model.parameters().get(p);
                HostTensor value = model.initial(parameter, 1);
                HostTensor direction = random(parameter, value);
                double up = at(session, gradient, inputs, parameter, value, direction, 1e-5);
                double down = at(session, gradient, inputs, parameter, value, direction, -1e-5);
                session.write(parameter.variable(), value);
                double along = 0;
                for (int i = 0; i < value.shape().size(); i++) {
                    along += found.get(p + 1).get(i) * direction.get(i);
                }
                assertThat((up - down) / 2e-5).as(parameter.toString()).isCloseTo(along, within(1e-6));
                assertThat(along).isNotZero();
            }
        }
    }

    private static double at(
            Session session,
            Executable gradient,
            List<HostTensor> inputs,
            Parameter parameter,
            HostTensor value,
            HostTensor direction,
            double t) {
        HostTensor moved = value.copy();
        for (int i = 0; i < moved.shape().size(); i++) {
            moved.set(i, value.get(i) + t * direction.get(i));
        }
        session.write(parameter.variable(), moved);
        return gradient.run(inputs).get(0).get(0);
    }

    private static HostTensor random(Parameter parameter, HostTensor like) {
        Random random = new Random(parameter.variable().name().hashCode());
        HostTensor direction = like.copy();
        int first = parameter.nullRow() ? like.shape().dim(1) : 0;
        for (int i = first; i < like.shape().size(); i++) {
            direction.set(i, random.nextGaussian());
        }
        return direction;
    }

    private static double loss(Model model, List<HostTensor> masks) {
        try (Backend backend = Toys.backend("reference");
                Session session = session(backend, model);
                Executable gradient = session.compile(model.gradient(BATCH, false))) {
            return gradient.run(inputs(model, masks)).get(0).get(0);
        }
    }

    private static List<HostTensor> inputs(Model model, List<HostTensor> masks) {
        Batch batch = model.newBatch(BATCH);
        TEXT.put(batch, 0, 3);
        TEXT.put(batch, 1, 12);
        List<HostTensor> inputs = new ArrayList<>(batch.tensors());
        inputs.addAll(masks);
        return inputs;
    }

    private static Session session(Backend backend, Model model) {
        Session session = backend.newSession(
                model.parameters().stream().map(Parameter::variable).toList());
        model.parameters().forEach(p -> session.write(p.variable(), model.initial(p, 1)));
        return session;
    }

    private static List<HostTensor> filled(Model model, double value) {
        List<HostTensor> tensors = new DropoutMasks(model, BATCH, 1).tensors();
        for (HostTensor tensor : tensors) {
            for (int i = 0; i < tensor.shape().size(); i++) {
                tensor.set(i, value);
            }
        }
        return tensors;
    }

    private static List<HostTensor> copies(DropoutMasks masks) {
        return masks.tensors().stream().map(HostTensor::copy).toList();
    }

    private static double[] values(HostTensor tensor) {
        double[] values = new double[tensor.shape().size()];
        Arrays.setAll(values, tensor::get);
        return values;
    }

    /** Of segments of four words, seven words and nine slots. */
    private static Model model(String... changes) {
        Settings settings = Texts.settings(changes).with("precision", "f64");
        return Model.of(settings, new ModelSize(7, 1, 9), MemhopModule.plugins());
    }
}
