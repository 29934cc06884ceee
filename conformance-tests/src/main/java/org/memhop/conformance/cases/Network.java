package org.memhop.conformance.cases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.core.config.Settings;
import org.memhop.core.data.Batch;
import org.memhop.core.data.EncodedExample;
import org.memhop.core.model.Model;
import org.memhop.core.model.ModelSize;
import org.memhop.core.model.Parameter;
import org.memhop.core.train.DropoutMasks;
import org.memhop.core.wiring.MemhopModule;

/** A small memory network in both types, with values, and five examples to ask it. */
public final class Network {
    /** 7 words, 3 a sentence, 4 slots. */
    public static final ModelSize SIZE = new ModelSize(7, 3, 4);

    private final Map<String, String> settings;
    private final ModelSize size;
    private final Lazy<Model> narrow = new Lazy<>();
    private final Lazy<Model> wide = new Lazy<>();

    /**
     * A network of 3 hops and 9 dimensions, whose settings differ from the standard ones by these as well.
     *
     * @param settings name, value, name, value
     */
    Network(String... settings) {
        this.settings = new LinkedHashMap<>(Map.of("hops", "3", "dimension", "9"));
        for (int i = 0; i < settings.length; i += 2) {
            this.settings.put(settings[i], settings[i + 1]);
        }
        this.size = SIZE;
    }

    /** A network whose settings differ from the standard ones by these, and that has this size. */
    public Network(Map<String, String> settings, ModelSize size) {
        this.settings = new LinkedHashMap<>(settings);
        this.size = size;
    }

    /** The network whose numbers are of this type. */
    public Model in(DType type) {
        return (type == DType.F32 ? narrow : wide).get(() -> {
            Map<String, String> all = new LinkedHashMap<>(settings);
            all.put("precision", type == DType.F32 ? "f32" : "f64");
            return Model.of(Settings.standard().with(all, "conformance"), size, MemhopModule.plugins());
        });
    }

    /** The examples as a training graph takes them: words, times, question, answers. */
    public Batch batch(DType type, EncodedExample... examples) {
        Batch batch = in(type).newBatch(examples.length);
        for (int b = 0; b < batch.size(); b++) {
            batch.set(b, examples[b]);
        }
        return batch;
    }

    /** What the gradient graph takes of these examples: the batch, then what is dropped in the first step of a training. */
    public List<HostTensor> gradientInputs(DType type, EncodedExample... examples) {
        DropoutMasks dropout = new DropoutMasks(in(type), examples.length, 1);
        dropout.fill(0);
        List<HostTensor> inputs = new ArrayList<>(batch(type, examples).tensors());
        inputs.addAll(dropout.tensors());
        return inputs;
    }

    /**
     * Values of every parameter, the same in both types, and in the rows that networks of several sizes share; row 0 is zero
     * where it has to be. They are large enough that nothing is nearly linear.
     */
    public Map<Variable, HostTensor> values(DType type, long seed) {
        return values(type, seed, 0.6);
    }

    /** As {@link #values(DType, long)}, with another standard deviation. */
    Map<Variable, HostTensor> values(DType type, long seed, double deviation) {
        Map<Variable, HostTensor> values = new LinkedHashMap<>();
        for (Parameter parameter : in(type).parameters()) {
            Variable variable = parameter.variable();
            Random random = new Random(31 * seed + variable.name().hashCode());
            HostTensor value = HostTensor.zeros(variable.type(), variable.shape());
            int first = parameter.nullRow() ? value.shape().dim(1) : 0;
            for (int i = first; i < value.shape().size(); i++) {
                value.set(i, (float) (deviation * random.nextGaussian()));
            }
            values.put(variable, value);
        }
        return values;
    }

    /** A session of these variables and of others, which start at zero. */
    static Session session(Backend backend, Map<Variable, HostTensor> values, List<Variable> others) {
        List<Variable> all = new ArrayList<>(values.keySet());
        all.addAll(others);
        Session session = backend.newSession(all);
        values.forEach(session::write);
        return session;
    }

    static HostTensor number(DType type, double value) {
        return HostTensor.ofRounded(type, Shape.SCALAR, value);
    }

    /**
     * A memory that is too small, one that is full, one that is nearly empty, one that is empty, sentences of every length, a
     * word twice, one that is too long, and an answer no one knows.
     */
    public static EncodedExample[] examples() {
        return new EncodedExample[] {
            new EncodedExample(new int[][] {{6}, {1, 2}, {3, 4, 5}, {6, 6, 1}, {2, 5}}, new int[] {1, 3}, 4),
            new EncodedExample(new int[][] {{1}, {2, 3}, {4, 5, 6}, {1, 1, 5, 2}}, new int[] {2, 4, 6}, 1),
            new EncodedExample(new int[][] {{5, 3}}, new int[] {6}, 2),
            new EncodedExample(new int[][] {}, new int[] {3, 2}, 5),
            new EncodedExample(new int[][] {{1, 4}, {}, {2, 6, 3}}, new int[] {}, 0),
        };
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        settings.forEach((name, value) -> {
            if (!name.equals("hops") && !name.equals("dimension")) {
                text.append(text.length() == 0 ? "" : ", ")
                        .append(name)
                        .append(' ')
                        .append(value);
            }
        });
        return text.toString();
    }
}
