package org.memhop.core.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.backend.reference.ReferenceBackendProvider;
import org.memhop.core.config.Settings;
import org.memhop.core.data.Batch;
import org.memhop.core.data.EncodedExample;
import org.memhop.core.wiring.MemhopModule;

/** Small models, their values, and what a backend makes of them. */
public final class Models {
    private Models() {}

    /** A model in F64 of the paper's components; {@code settings} are name, value, name, value. */
    public static Model of(ModelSize size, String... settings) {
        Map<String, String> changes = new LinkedHashMap<>(Map.of("precision", "f64"));
        for (int i = 0; i < settings.length; i += 2) {
            changes.put(settings[i], settings[i + 1]);
        }
        return Model.of(Settings.standard().with(changes, "test"), size, MemhopModule.plugins());
    }

    public static Backend reference() {
        return new ReferenceBackendProvider().open(BackendConfig.DEFAULT);
    }

    /** Values for every parameter, large enough that nothing is nearly linear; row 0 is zero where it has to be. */
    public static Map<String, HostTensor> values(Model model, long seed) {
        Random random = new Random(seed);
        Map<String, HostTensor> values = new LinkedHashMap<>();
        for (Parameter parameter : model.parameters()) {
            HostTensor value = HostTensor.zeros(
                    parameter.variable().type(), parameter.variable().shape());
            int first = parameter.nullRow() ? value.shape().dim(1) : 0;
            for (int i = first; i < value.shape().size(); i++) {
                value.set(i, (float) (0.6 * random.nextGaussian())); // the same in F32 and F64
            }
            values.put(parameter.variable().name(), value);
        }
        return values;
    }

    /** A session of the model's parameters with these values. */
    public static Session session(Backend backend, Model model, Map<String, HostTensor> values) {
        Session session = backend.newSession(
                model.parameters().stream().map(Parameter::variable).toList());
        write(session, model, values);
        return session;
    }

    static void write(Session session, Model model, Map<String, HostTensor> values) {
        for (Parameter parameter : model.parameters()) {
            HostTensor value = values.getOrDefault(
                    parameter.variable().name(),
                    HostTensor.zeros(
                            parameter.variable().type(), parameter.variable().shape()));
            session.write(parameter.variable(), value);
        }
    }

    /** What a graph of the model gives, by name, on the reference backend. */
    static Map<String, HostTensor> run(Model model, Map<String, HostTensor> values, Graph graph, List<HostTensor> in) {
        try (Backend backend = reference();
                Session session = session(backend, model, values)) {
            return run(session, graph, in);
        }
    }

    static Map<String, HostTensor> run(Session session, Graph graph, List<HostTensor> in) {
        List<HostTensor> results = session.compile(graph).run(in);
        Map<String, HostTensor> named = new LinkedHashMap<>();
        for (String name : graph.outputs().keySet()) {
            named.put(name, results.get(named.size()).copy());
        }
        return named;
    }

    /** Probabilities and attention, by name. */
    static Map<String, HostTensor> answer(Model model, Map<String, HostTensor> values, EncodedExample... examples) {
        Batch batch = batch(model, examples);
        return run(
                model, values, model.answering(examples.length), batch.tensors().subList(0, 3));
    }

    /** The tensors a training graph takes of all {@link #examples}, but for the rate. */
    public static List<HostTensor> trainingBatch(Model model) {
        return batch(model, examples()).tensors();
    }

    /** {@link #examples} as a list. */
    public static List<EncodedExample> exampleList() {
        return List.of(examples());
    }

    static Batch batch(Model model, EncodedExample... examples) {
        Batch batch = model.newBatch(examples.length);
        for (int b = 0; b < examples.length; b++) {
            batch.set(b, examples[b]);
        }
        return batch;
    }

    static EncodedExample example(int[][] story, int[] question, int answer) {
        return new EncodedExample(story, question, answer);
    }

    static int[] words(int... words) {
        return words;
    }

    static int[][] story(int[]... sentences) {
        return sentences;
    }

    /**
     * For a model of 7 words, 3 a sentence, 4 slots: a memory that is too small, one that is full, one that is nearly empty,
     * one that is empty, sentences of every length, a word twice, one that is too long, and an answer no one knows.
     */
    static EncodedExample[] examples() {
        return new EncodedExample[] {
            example(story(words(6), words(1, 2), words(3, 4, 5), words(6, 6, 1), words(2, 5)), words(1, 3), 4),
            example(story(words(1), words(2, 3), words(4, 5, 6), words(1, 1, 5, 2)), words(2, 4, 6), 1),
            example(story(words(5, 3)), words(6), 2),
            example(story(), words(3, 2), 5),
            example(story(words(1, 4), words(), words(2, 6, 3)), words(), 0),
        };
    }

    public static ModelSize size() {
        return new ModelSize(7, 3, 4);
    }
}
