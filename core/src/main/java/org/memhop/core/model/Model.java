package org.memhop.core.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.memhop.api.ConfigException;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.api.model.Controller;
import org.memhop.api.model.Halting;
import org.memhop.api.model.Hop;
import org.memhop.api.model.Initial;
import org.memhop.api.model.Memory;
import org.memhop.api.model.Output;
import org.memhop.api.model.Question;
import org.memhop.api.model.SentenceEncoder;
import org.memhop.api.model.Story;
import org.memhop.api.model.Verdict;
import org.memhop.core.autodiff.Gradients;
import org.memhop.core.config.Settings;
import org.memhop.core.data.Batch;
import org.memhop.core.optimize.Clipping;
import org.memhop.core.optimize.Optimizer;
import org.memhop.core.random.Purpose;
import org.memhop.core.random.RandomStream;

/** A network with its parameters, and the graphs it is trained, scored and asked with. Immutable. */
public final class Model {
    private final Settings settings;
    private final ModelSize size;
    private final Parameters context;
    private final MemN2N network;

    private Model(Settings settings, ModelSize size, Parameters context, MemN2N network) {
        this.settings = settings;
        this.size = size;
        this.context = context;
        this.network = network;
    }

    /**
     * Puts a model together as its settings say.
     *
     * @throws org.memhop.api.ConfigException if a component is unknown or settings do not go together
     */
    public static Model of(Settings settings, ModelSize size, Components components) {
        requireSharable(settings, size);
        Parameters context = new Parameters(settings, size);
        String controller = settings.text("controller");
        if (controller.equals("by-tying")) {
            controller = settings.text("tying").equals("layer-wise") ? "linear" : "sum";
        }
        Maker maker = new Maker(components, context);
        context.encoder(maker.make(SentenceEncoder.class, "encoding", settings.text("encoding")));
        MemN2N network = new MemN2N(
                maker.make(Memory.class, "memory", settings.text("memory")),
                maker.make(Controller.class, "controller", controller),
                maker.make(Hop.class, "hop", settings.text("hop")),
                maker.make(Halting.class, "halting", settings.text("halting")),
                maker.make(Output.class, "output", settings.text("output")),
                settings.whole("hops"));
        Model model = new Model(settings, size, context, network);
        model.answering(1); // components name their parameters when they build
        return model;
    }

    /** Words share their memory only in a text, and where a word is the same to all that follow it. */
    private static void requireSharable(Settings settings, ModelSize size) {
        if (!settings.text("batches").equals("segments")) {
            return;
        }
        if (size.sentenceWords() > 1) {
            throw new ConfigException(
                    "batches segments is for running text; these are questions, each with a story of its"
                            + " own: choose with-replacement or shuffled");
        }
        if (settings.text("temporal").equals("time-words")) {
            throw new ConfigException(
                    "batches segments share the words in memory, but with temporal time-words each word"
                            + " has its time for a neighbour; set temporal to rows");
        }
    }

    private record Maker(Components components, Parameters parameters) {
        <C> C make(Class<C> kind, String setting, String text) {
            Chosen chosen = Chosen.of(setting, text);
            C made = components.create(kind, chosen.id(), new ComponentContext(parameters, chosen));
            chosen.requireAllAsked();
            return made;
        }
    }

    public Settings settings() {
        return settings;
    }

    public ModelSize size() {
        return size;
    }

    /** What the model learns. */
    public List<Parameter> parameters() {
        return context.all();
    }

    /** What an optimizer remembers of the parameters. */
    public List<Variable> optimizerState(Optimizer optimizer) {
        return parameters().stream()
                .flatMap(p -> optimizer.state(p.variable()).stream())
                .toList();
    }

    /** The first values of a parameter: as it says, else N(0, σ), zero for the null symbol; the same on every machine. */
    public HostTensor initial(Parameter parameter, long seed) {
        HostTensor values = HostTensor.zeros(
                parameter.variable().type(), parameter.variable().shape());
        Initial first = parameter.initial().orElse(Initial.normal(settings.real("init-deviation")));
        RandomStream random = new RandomStream(seed, Purpose.INITIALISATION)
                .reset(Purpose.INITIALISATION, 0, parameters().indexOf(parameter));
        int from = parameter.nullRow() ? values.shape().dim(1) : 0;
        for (int i = from; i < values.shape().size(); i++) {
            values.set(i, first.mean() + first.deviation() * random.nextGaussian());
        }
        return values;
    }

    /** An empty batch for this model's graphs. */
    public Batch newBatch(int batch) {
        boolean timeWords = settings.text("temporal").equals("time-words");
        return new Batch(
                batch, segment(batch), size.slots(), context.sentenceLength(), timeWords ? size.vocabulary() : 0);
    }

    /** How many rows of a batch of this size share their slots: S where batches are segments and fit, else 1. */
    private int segment(int batch) {
        int segment = settings.text("batches").equals("segments") ? settings.whole("segment-length") : 1;
        return batch % segment == 0 ? segment : 1;
    }

    /** Whether the attention of a hop is on the sentences of the story, and not on slots of the memory's own. */
    public boolean slotsAreSentences() {
        return network.memory().slotsAreSentences();
    }

    /** What a training drops of a batch of this size; empty if the settings name no dropout. */
    public List<Mask> masks(int batch) {
        return Dropout.masks(settings, batch, segment(batch), size.slots());
    }

    /**
     * One step of training: takes words, times, question, answers, the learning rate (a scalar) and {@link #masks}; gives
     * {@code loss}, summed over the batch before the step.
     *
     * @param linear without softmax, for linear start
     */
    public Graph step(int batch, boolean linear, Optimizer optimizer, Clipping clipping) {
        Scope g = Scope.root(type());
        Asked asked = asked(g, batch);
        Node answers = answers(g, batch);
        Node rate = g.input("rate", type(), Shape.SCALAR);
        Node loss = loss(g, asked, answers, linear);
        List<Node> gradients = decayed(g.scope("decay"), gradients(g, loss), batch);
        List<Node> clipped = clipping.apply(g.scope("clip"), gradients);
        for (int i = 0; i < clipped.size(); i++) {
            optimizer.update(g.scope("update"), parameters().get(i).variable(), clipped.get(i), rate);
        }
        return g.graph();
    }

    /**
     * As {@link #step}, but takes no rate, gives {@code loss} and by the name of each parameter the loss's gradient, without
     * weight decay, and changes nothing.
     */
    public Graph gradient(int batch, boolean linear) {
        Scope g = Scope.root(type());
        Asked asked = asked(g, batch);
        Node loss = loss(g, asked, answers(g, batch), linear);
        List<Node> gradients = gradients(g, loss);
        for (int i = 0; i < gradients.size(); i++) {
            g.output(parameters().get(i).variable().name(), gradients.get(i));
        }
        return g.graph();
    }

    /**
     * Scores a batch: takes words, times, question and answers; gives {@code losses}, the cross-entropy of each example, and
     * {@code predicted}, the word each is answered with; then {@code hops}, how many each took, where that varies.
     */
    public Graph scoring(int batch, boolean linear) {
        Scope g = Scope.root(type());
        Verdict verdict = answer(g, asked(g, batch), linear, Dropout.NONE).verdict();
        g.output("losses", g.crossEntropy(verdict.logits(), answers(g, batch)));
        g.output("predicted", g.argmax(verdict.logits(), -1));
        verdict.hops().ifPresent(hops -> g.output("hops", hops));
        return g.graph();
    }

    /**
     * Scores a batch and tells the states: takes words, times, question and answers; gives {@code losses} [B] as {@link
     * #scoring} does, and {@code states}, the last state of each example, [B, d].
     */
    public Graph scoringStates(int batch) {
        Scope g = Scope.root(type());
        MemN2N.Answer answer = answer(g, asked(g, batch), false, Dropout.NONE);
        g.output("losses", g.crossEntropy(answer.verdict().logits(), answers(g, batch)));
        g.output("states", answer.state());
        return g.graph();
    }

    /** The scores before the softmax: takes words, times and question; gives {@code logits} [B, V]. */
    public Graph logits(int batch) {
        Scope g = Scope.root(type());
        g.output(
                "logits",
                answer(g, asked(g, batch), false, Dropout.NONE).verdict().logits());
        return g.graph();
    }

    /**
     * Answers a batch: takes words, times and question; gives {@code probabilities} [B, V], then the attention of each hop
     * [B, M], {@code attention1} being the first; last {@code hops}, how many each took [B], where that varies.
     */
    public Graph answering(int batch) {
        Scope g = Scope.root(type());
        MemN2N.Answer answer = answer(g, asked(g, batch), false, Dropout.NONE);
        g.output("probabilities", g.softmax(answer.verdict().logits()));
        for (int k = 0; k < answer.attention().size(); k++) {
            g.output("attention" + (k + 1), answer.attention().get(k));
        }
        answer.verdict().hops().ifPresent(hops -> g.output("hops", hops));
        return g.graph();
    }

    /** What a network is asked, as inputs of a graph: those of {@link Batch#tensors} but the answers. */
    private record Asked(Node words, Node times, Node question, int segment) {}

    private Asked asked(Scope g, int batch) {
        Shape slots = Shape.of(batch, size.slots());
        int places = context.sentenceLength();
        int segment = segment(batch);
        Shape shared = Shape.of(batch / segment, size.slots() + segment - 1, places);
        Node words = g.input("words", DType.I32, shared);
        Node times = g.input("times", DType.I32, slots);
        Node question = g.input("question", DType.I32, Shape.of(batch, places));
        return new Asked(words, times, question, segment);
    }

    private static Node answers(Scope g, int batch) {
        return g.input("answers", DType.I32, Shape.of(batch));
    }

    private MemN2N.Answer answer(Scope g, Asked asked, boolean linear, Dropout dropout) {
        Story story = new Story(asked.words(), asked.times(), asked.segment(), dropout.memory());
        return (linear ? network.linear() : network).answer(g, story, new Question(asked.question()), dropout);
    }

    private Node loss(Scope g, Asked asked, Node answers, boolean linear) {
        Dropout dropout = Dropout.of(g, masks(answers.shape().size()));
        Verdict verdict = answer(g, asked, linear, dropout).verdict();
        Node loss = g.sumAll(verdict.loss(g.scope("loss"), answers));
        g.output("loss", loss);
        return loss;
    }

    private List<Node> gradients(Scope g, Node loss) {
        List<Node> variables =
                parameters().stream().map(p -> g.variable(p.variable())).toList();
        List<Node> raw = Gradients.of(g, loss, variables);
        List<Node> kept = new ArrayList<>();
        for (int i = 0; i < raw.size(); i++) {
            boolean nullRow = parameters().get(i).nullRow();
            kept.add(nullRow ? withoutNullRow(g.scope("null-row"), raw.get(i)) : raw.get(i));
        }
        return kept;
    }

    /** With {@code weight-decay} λ the mean loss has λ/2 |θ|² beside it; the loss of a step is a sum. */
    private List<Node> decayed(Scope g, List<Node> gradients, int batch) {
        double decay = settings.real("weight-decay") * batch;
        if (decay == 0) {
            return gradients;
        }
        List<Node> decayed = new ArrayList<>();
        for (int i = 0; i < gradients.size(); i++) {
            Node parameter = g.variable(parameters().get(i).variable());
            decayed.add(g.add(gradients.get(i), g.mul(parameter, g.constant(decay))));
        }
        return decayed;
    }

    /** The null symbol's embedding stays zero: its row of the gradient is dropped. */
    private static Node withoutNullRow(Scope g, Node gradient) {
        int[] live = new int[gradient.shape().dim(0)];
        Arrays.fill(live, 1, live.length, 1);
        Node rows = g.constant(HostTensor.of(Shape.of(live.length, 1), live));
        return g.where(rows, gradient, g.constant(HostTensor.zeros(gradient.type(), Shape.SCALAR)));
    }

    private DType type() {
        return settings.text("precision").equals("f64") ? DType.F64 : DType.F32;
    }
}
