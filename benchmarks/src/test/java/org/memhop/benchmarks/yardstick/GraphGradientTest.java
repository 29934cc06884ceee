package org.memhop.benchmarks.yardstick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.HostTensor;
import org.memhop.core.config.Settings;
import org.memhop.core.data.Batch;
import org.memhop.core.data.EncodedExample;
import org.memhop.core.model.Model;
import org.memhop.core.model.ModelSize;
import org.memhop.core.model.Parameter;
import org.memhop.core.wiring.MemhopModule;
import org.memhop.core.wiring.Plugins;

/** The automatic gradient of the network agrees with the one derived by hand, without the graph. */
class GraphGradientTest {
    private static final int D = 5;
    private static final int LONGEST = 3;
    private static final int SLOTS = 4;
    private static final int VOCABULARY = 8;
    private static final double TOLERANCE = 1e-11;

    record Options(
            String backend,
            String encoding,
            String tying,
            String temporal,
            boolean relu,
            boolean mask,
            boolean linear,
            int hops) {}

    static List<Options> options() {
        List<Options> all = new ArrayList<>();
        for (String encoding : List.of("bag-of-words", "position-authors", "position")) {
            for (String tying : List.of("adjacent", "layer-wise", "none")) {
                for (String temporal : List.of("none", "rows", "time-words")) {
                    for (int flags = 0; flags < 8; flags++) {
                        String backend = all.size() % 2 == 0 ? "reference" : "jvm";
                        all.add(new Options(
                                backend,
                                encoding,
                                tying,
                                temporal,
                                (flags & 1) != 0,
                                (flags & 2) != 0,
                                (flags & 4) != 0,
                                1 + all.size() % 3));
                    }
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("options")
    void loss_and_gradient_are_those_derived_by_hand(Options options) {
        Plugins plugins = MemhopModule.plugins();
        Model model = Model.of(settings(options), new ModelSize(VOCABULARY, LONGEST, SLOTS), plugins);
        Map<String, double[][]> tables = tables(model);
        Batch batch = batch(model, options.encoding.equals("position"));

        HandGradient.Result expected =
                HandGradient.of(handModel(options), weights(options, tables), handBatch(batch.tensors()));
        Map<String, double[][]> gradients = byName(options, model, expected.gradient());

        try (Backend backend = plugins.open(options.backend, BackendConfig.DEFAULT);
                Session session = backend.newSession(
                        model.parameters().stream().map(Parameter::variable).toList())) {
            model.parameters()
                    .forEach(p -> session.write(
                            p.variable(),
                            HostTensor.of(
                                    p.variable().shape(),
                                    flat(table(tables, p.variable().name())))));
            List<HostTensor> found = session.compile(model.gradient(batch.size(), options.linear))
                    .run(batch.tensors());

            assertThat(found.get(0).get(0)).isCloseTo(expected.loss(), within(TOLERANCE * expected.loss()));
            for (int i = 0; i < model.parameters().size(); i++) {
                String name = model.parameters().get(i).variable().name();
                assertThat(distance(
                                flat(table(gradients, name)), found.get(i + 1).doubles()))
                        .as(name)
                        .isLessThan(TOLERANCE);
            }
        }
    }

    private static Settings settings(Options options) {
        return Settings.standard()
                .with("precision", "f64")
                .with("encoding", options.encoding)
                .with("tying", options.tying)
                .with("temporal", options.temporal)
                .with("nonlinearity", options.relu ? "relu" : "none")
                .with("mask-empty-slots", String.valueOf(options.mask))
                .with("hops", String.valueOf(options.hops))
                .with("dimension", String.valueOf(D));
    }

    /** The hand-derived network, told the weight of each place from the formulas of the paper and of its authors' code. */
    private static HandModel handModel(Options options) {
        int places = LONGEST + (options.temporal.equals("time-words") ? 1 : 0);
        // A question has no time word, so the paper's formula counts one word less; the authors' counts places for
        // both.
        double[][] question = places(options.encoding, places, options.encoding.equals("position") ? LONGEST : places);
        return new HandModel(
                options.hops,
                !options.linear,
                options.relu,
                options.mask,
                places(options.encoding, places, places),
                question);
    }

    /** The weights of all places in a sentence of so many words. */
    private static double[][] places(String encoding, int places, int words) {
        double[][] l = new double[places][D];
        for (int j = 1; j <= places; j++) {
            for (int k = 1; k <= D; k++) {
                double kd = (double) k / D;
                double jn = (double) j / words;
                l[j - 1][k - 1] = switch (encoding) {
                    case "position" -> 1 - jn - kd * (1 - 2 * jn);
                    case "position-authors" -> 1 + 4 * (kd - 0.5 - 0.5 / D) * (jn - 0.5 - 0.5 / words);
                    default -> 1;
                };
            }
        }
        return l;
    }

    private static HandWeights weights(Options options, Map<String, double[][]> t) {
        int hops = options.hops;
        boolean rows = options.temporal.equals("rows");
        return switch (options.tying) {
            case "adjacent" ->
                HandWeights.adjacent(
                        chain(t, "A1", "C", hops).toArray(double[][][]::new),
                        rows ? chain(t, "T_A1", "T_C", hops).toArray(double[][][]::new) : new double[0][][]);
            case "layer-wise" ->
                HandWeights.layerWise(
                        hops,
                        table(t, "A"),
                        table(t, "C"),
                        table(t, "B"),
                        table(t, "W"),
                        table(t, "H"),
                        rows ? new double[][][] {table(t, "T_A"), table(t, "T_C")} : new double[0][][]);
            default ->
                new HandWeights(
                        each(t, "A", hops),
                        each(t, "C", hops),
                        table(t, "B"),
                        table(t, "W"),
                        Optional.empty(),
                        rows ? each(t, "T_A", hops) : List.of(),
                        rows ? each(t, "T_C", hops) : List.of());
        };
    }

    /** The gradients under the names that the tying gives the tables; the null symbol's row is not learnt. */
    private static Map<String, double[][]> byName(Options options, Model model, HandWeights gradient) {
        Map<String, double[][]> named = new HashMap<>();
        for (Parameter parameter : model.parameters()) {
            String name = parameter.variable().name();
            int hop = Character.isDigit(name.charAt(name.length() - 1)) ? name.charAt(name.length() - 1) - '1' : 0;
            String role = name.replaceAll("\\d", "");
            double[][] table = switch (role) {
                case "A" -> gradient.a().get(hop);
                case "C" -> gradient.c().get(hop);
                case "B" -> gradient.b();
                case "W" -> gradient.w();
                case "H" -> gradient.h().orElseThrow();
                case "T_A" -> gradient.timeA().get(hop);
                case "T_C" -> gradient.timeC().get(hop);
                default -> throw new AssertionError(options + ": " + name);
            };
            if (parameter.nullRow()) {
                Arrays.fill(table[0], 0);
            }
            named.put(name, table);
        }
        return named;
    }

    private static Map<String, double[][]> tables(Model model) {
        Random random = new Random(11);
        Map<String, double[][]> tables = new HashMap<>();
        for (Parameter parameter : model.parameters()) {
            double[][] table = new double[parameter.variable().shape().dim(0)]
                    [parameter.variable().shape().dim(1)];
            for (int row = parameter.nullRow() ? 1 : 0; row < table.length; row++) {
                for (int e = 0; e < table[row].length; e++) {
                    table[row][e] = 0.5 * random.nextGaussian();
                }
            }
            tables.put(parameter.variable().name(), table);
        }
        return tables;
    }

    /** Stories from none to more sentences than are remembered; the last answer is one the vocabulary lacks. */
    private static Batch batch(Model model, boolean full) {
        Random random = new Random(12);
        int[] sentences = {6, 2, 0, 4, 1};
        Batch batch = model.newBatch(sentences.length);
        for (int b = 0; b < sentences.length; b++) {
            int[][] story = IntStream.range(0, sentences[b])
                    .mapToObj(i -> sentence(random, full, LONGEST))
                    .toArray(int[][]::new);
            // The weights of the hand-derived network know places only: where they depend on the length, it is one
            // length.
            int[] question =
                    sentence(random, full, batch.tensors().get(2).shape().dim(1));
            batch.set(b, new EncodedExample(story, question, b == 4 ? 0 : 1 + random.nextInt(VOCABULARY - 1)));
        }
        return batch;
    }

    private static int[] sentence(Random random, boolean full, int longest) {
        int length = full ? longest : 1 + random.nextInt(LONGEST);
        return random.ints(length, 1, VOCABULARY).toArray();
    }

    private static HandBatch handBatch(List<HostTensor> tensors) {
        int[] dims = tensors.get(0).shape().dims();
        int[][][] story = new int[dims[0]][dims[1]][];
        int[][] time = new int[dims[0]][];
        int[][] question = new int[dims[0]][];
        for (int b = 0; b < dims[0]; b++) {
            for (int i = 0; i < dims[1]; i++) {
                story[b][i] = row(tensors.get(0), b * dims[1] + i, dims[2]);
            }
            time[b] = row(tensors.get(1), b, dims[1]);
            question[b] = row(tensors.get(2), b, dims[2]);
        }
        return new HandBatch(story, time, question, tensors.get(3).ints());
    }

    private static int[] row(HostTensor tensor, int row, int length) {
        return Arrays.copyOfRange(tensor.ints(), row * length, (row + 1) * length);
    }

    private static List<double[][]> chain(Map<String, double[][]> tables, String first, String next, int hops) {
        List<double[][]> chain = new ArrayList<>();
        chain.add(table(tables, first));
        chain.addAll(each(tables, next, hops));
        return chain;
    }

    private static List<double[][]> each(Map<String, double[][]> tables, String role, int hops) {
        return IntStream.rangeClosed(1, hops)
                .mapToObj(hop -> table(tables, role + hop))
                .toList();
    }

    private static double[][] table(Map<String, double[][]> tables, String name) {
        return Objects.requireNonNull(tables.get(name), name);
    }

    private static double[] flat(double[][] table) {
        return Arrays.stream(table).flatMapToDouble(Arrays::stream).toArray();
    }

    private static double distance(double[] expected, double[] found) {
        assertThat(found).hasSameSizeAs(expected);
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += (found[i] - expected[i]) * (found[i] - expected[i]);
            norm += expected[i] * expected[i];
        }
        return norm == 0 ? Math.sqrt(difference) : Math.sqrt(difference / norm);
    }
}
