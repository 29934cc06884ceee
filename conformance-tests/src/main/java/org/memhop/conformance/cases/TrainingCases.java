package org.memhop.conformance.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.conformance.Case;
import org.memhop.conformance.Group;
import org.memhop.conformance.Trial;
import org.memhop.core.data.Batch;
import org.memhop.core.model.Model;
import org.memhop.core.optimize.Clipping;
import org.memhop.core.optimize.Optimizer;

/** A hundred steps of training end with the loss that the reference ends with, in float64 and from the same numbers. */
final class TrainingCases {
    private static final int STEPS = 100;

    private TrainingCases() {}

    /** What is trained, and how. */
    record Recipe(String name, Network network, Optimizer optimizer, Clipping clipping, double rate, boolean linear) {}

    static List<Recipe> recipes() {
        Network babi = new Network();
        Network rows = new Network("tying", "layer-wise", "temporal", "rows", "encoding", "position");
        Network loose = new Network("tying", "none", "encoding", "bag-of-words", "nonlinearity", "relu");
        Clipping each = new Clipping.PerMatrix(2);
        return List.of(
                new Recipe("descent, each gradient clipped", babi, new Optimizer.Sgd(), each, 0.03125, false),
                new Recipe(
                        "descent, clipped together", rows, new Optimizer.Sgd(), new Clipping.Global(5), 0.03125, false),
                new Recipe("descent without softmax", babi, new Optimizer.Sgd(), each, 0.00390625, true),
                new Recipe("momentum", loose, new Optimizer.Momentum(0.5), each, 0.015625, false),
                new Recipe("Adagrad", babi, new Optimizer.Adagrad(1e-10), new Clipping.None(), 0.0625, false),
                new Recipe("Adam", rows, new Optimizer.Adam(0.9, 0.999, 1e-8), new Clipping.None(), 0.0078125, false));
    }

    static List<Case> list() {
        List<Case> cases = new ArrayList<>();
        for (Recipe recipe : recipes()) {
            Lazy<Losses> expected = new Lazy<>();
            for (DType type : List.of(DType.F32, DType.F64)) {
                cases.add(new Case(
                        Group.TRAINING,
                        STEPS + " steps of training: " + recipe.name() + ", " + type,
                        trial -> check(trial, type, recipe, expected)));
            }
        }
        return cases;
    }

    private record Losses(double first, double last) {}

    private static void check(Trial trial, DType type, Recipe recipe, Lazy<Losses> reference) {
        Losses expected = reference.get(() -> losses(trial.reference(), DType.F64, recipe));
        trial.require(expected.last() < 0.7 * expected.first(), "the reference learns nothing: " + expected);
        Losses found = losses(trial.backend(), type, recipe);
        double tolerance = type == DType.F32 ? 1e-3 : 1e-9;
        trial.near("first loss", number(found.first()), number(expected.first()), tolerance);
        trial.near("loss after " + STEPS + " steps", number(found.last()), number(expected.last()), tolerance);
    }

    private static HostTensor number(double value) {
        return Network.number(DType.F64, value);
    }

    /** The losses of the first batch, before training and after it. */
    private static Losses losses(Backend backend, DType type, Recipe recipe) {
        Network network = recipe.network();
        Model model = network.in(type);
        int size = Network.examples().length - 1;
        Batch batch = model.newBatch(size);
        List<HostTensor> inputs = new ArrayList<>(batch.tensors());
        inputs.add(Network.number(type, recipe.rate()));
        Random random = new Random(5);
        try (Session session =
                        Network.session(backend, network.values(type, 6), model.optimizerState(recipe.optimizer()));
                Executable step =
                        session.compile(model.step(size, recipe.linear(), recipe.optimizer(), recipe.clipping()))) {
            double first = 0;
            double last = 0;
            for (int i = 0; i <= STEPS; i++) {
                for (int b = 0; b < size; b++) {
                    batch.set(b, Network.examples()[i == 0 || i == STEPS ? b : random.nextInt(size + 1)]);
                }
                last = step.run(inputs).get(0).get(0);
                first = i == 0 ? last : first;
            }
            return new Losses(first, last);
        }
    }
}
