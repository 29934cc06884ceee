package org.memhop.conformance.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Variable;
import org.memhop.conformance.Case;
import org.memhop.conformance.Group;
import org.memhop.conformance.Trial;
import org.memhop.core.files.Checkpoint;
import org.memhop.core.files.Checkpoints;
import org.memhop.core.model.Model;
import org.memhop.core.optimize.Clipping;
import org.memhop.core.optimize.Optimizer;

/** What is saved on one backend is loaded on another to the bit, answers alike, and goes on learning alike. */
final class ExchangeCases {
    private static final Optimizer OPTIMIZER = new Optimizer.Momentum(0.5);
    private static final double RATE = 0.03125;

    private final Network network = new Network("tying", "layer-wise", "temporal", "rows");
    private final DType type;
    private final Model model;
    private final int batch = Network.examples().length;

    private ExchangeCases(DType type) {
        this.type = type;
        this.model = network.in(type);
    }

    static List<Case> list() {
        List<Case> cases = new ArrayList<>();
        for (DType type : List.of(DType.F32, DType.F64)) {
            ExchangeCases exchange = new ExchangeCases(type);
            cases.add(new Case(
                    Group.EXCHANGE,
                    "trained and saved here, loaded on the reference, " + type,
                    trial -> exchange.handOver(trial, trial.backend(), trial.reference())));
            cases.add(new Case(
                    Group.EXCHANGE,
                    "trained and saved on the reference, loaded here, " + type,
                    trial -> exchange.handOver(trial, trial.reference(), trial.backend())));
        }
        return cases;
    }

    private void handOver(Trial trial, Backend from, Backend to) throws IOException {
        Path folder = Files.createTempDirectory("conformance");
        try (Session first = Network.session(from, network.values(type, 8), model.optimizerState(OPTIMIZER));
                Session second = to.newSession(variables())) {
            train(first);
            new Checkpoints(folder).save(new Checkpoint(5, read(first), Map.of(), "{}"));
            Map<String, HostTensor> loaded = new Checkpoints(folder).load(5).model();
            for (Variable variable : variables()) {
                HostTensor value = Objects.requireNonNull(loaded.get(variable.name()));
                second.write(variable, value);
                trial.same(variable.name() + " as saved", value, first.read(variable));
                trial.same(variable.name() + " as loaded", second.read(variable), value);
            }
            double tolerance = type == DType.F32 ? 2e-5 : 1e-11;
            trial.near("losses of the loaded network", losses(second), losses(first), tolerance);
            train(first);
            train(second);
            double later = type == DType.F32 ? 1e-3 : 1e-9;
            trial.near("losses after further training", losses(second), losses(first), later);
        } finally {
            delete(folder);
        }
    }

    private List<Variable> variables() {
        List<Variable> all = new ArrayList<>(network.values(type, 8).keySet());
        all.addAll(model.optimizerState(OPTIMIZER));
        return all;
    }

    private Map<String, HostTensor> read(Session session) {
        Map<String, HostTensor> values = new LinkedHashMap<>();
        variables().forEach(variable -> values.put(variable.name(), session.read(variable)));
        return values;
    }

    private void train(Session session) {
        List<HostTensor> inputs =
                new ArrayList<>(network.batch(type, Network.examples()).tensors());
        inputs.add(Network.number(type, RATE));
        try (Executable step = session.compile(model.step(batch, false, OPTIMIZER, new Clipping.PerMatrix(2)))) {
            for (int i = 0; i < 5; i++) {
                step.run(inputs);
            }
        }
    }

    private HostTensor losses(Session session) {
        try (Executable scoring = session.compile(model.scoring(batch, false))) {
            return scoring.run(network.batch(type, Network.examples()).tensors())
                    .get(0)
                    .copy();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
