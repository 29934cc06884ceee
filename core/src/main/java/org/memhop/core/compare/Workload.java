package org.memhop.core.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.memhop.api.ConfigException;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.core.compare.Scenario.Run;
import org.memhop.core.config.Settings;
import org.memhop.core.data.Batch;
import org.memhop.core.data.Samples;
import org.memhop.core.model.Model;
import org.memhop.core.model.Parameter;
import org.memhop.core.optimize.Optimizer;
import org.memhop.core.train.BatchSampler;
import org.memhop.core.train.DropoutMasks;
import org.memhop.core.train.Recipe;

/**
 * What every backend is given alike: a model, the values it begins with, and the batches a training from its seed draws. The
 * softmax is in place, and the learning rate is that of the first epoch with it.
 */
public final class Workload {
    private final Model model;
    private final Map<Variable, HostTensor> start;
    private final BatchSampler sampler;
    private final Batch batch;
    private final DropoutMasks dropout;
    private final Optimizer optimizer;
    private final long firstStep;
    private final int stepsPerEpoch;
    private final int batches;
    private final int steps;

    /**
     * @param examples to draw from
     * @param start values by the variables' names, in any floating type; what is missing begins at zero
     * @param seed of the batches
     * @param firstStep of the training that is gone on with
     * @param batches on how many batches logits, loss and gradients are compared, 1 or more
     * @param steps of training, 0 or more
     * @throws ConfigException if there are no examples
     */
    public Workload(
            Model model,
            Samples examples,
            Map<String, HostTensor> start,
            long seed,
            long firstStep,
            int batches,
            int steps) {
        if (examples.size() == 0) {
            throw new ConfigException("there are no training questions to compare on; give data that has some");
        }
        Settings settings = model.settings();
        this.model = model;
        this.optimizer = Recipe.optimizer(settings);
        this.start = new LinkedHashMap<>();
        List<Variable> variables = new ArrayList<>();
        model.parameters().forEach(parameter -> variables.add(parameter.variable()));
        variables.addAll(model.optimizerState(optimizer));
        for (Variable variable : variables) {
            this.start.put(variable, in(variable, start.get(variable.name())));
        }
        this.sampler = new BatchSampler(examples, settings, seed);
        this.batch = model.newBatch(settings.whole("batch-size"));
        this.dropout = new DropoutMasks(model, batch.size(), seed);
        this.firstStep = firstStep;
        this.stepsPerEpoch = Math.max(1, examples.size() / batch.size());
        this.batches = batches;
        this.steps = steps;
    }

    /** The first values of a model's parameters, by name. */
    public static Map<String, HostTensor> initial(Model model, long seed) {
        Map<String, HostTensor> values = new LinkedHashMap<>();
        for (Parameter parameter : model.parameters()) {
            values.put(parameter.variable().name(), model.initial(parameter, seed));
        }
        return values;
    }

    /** F32 or F64. */
    public DType type() {
        return model.parameters().get(0).variable().type();
    }

    public Model model() {
        return model;
    }

    public int batches() {
        return batches;
    }

    public int batchSize() {
        return batch.size();
    }

    public int steps() {
        return steps;
    }

    Map<Variable, HostTensor> start() {
        return start;
    }

    Graph logits() {
        return model.logits(batch.size());
    }

    Graph gradient() {
        return model.gradient(batch.size(), false);
    }

    Graph step() {
        return model.step(batch.size(), false, optimizer, Recipe.clipping(model.settings()));
    }

    /** The inputs of the gradient graph for a step, from 0: words, times, question, answers, and what is dropped; as copies. */
    List<HostTensor> batch(int step) {
        List<HostTensor> inputs = drawn(step);
        dropout.tensors().forEach(mask -> inputs.add(mask.copy()));
        return inputs;
    }

    private List<HostTensor> drawn(int step) {
        long at = firstStep + step;
        sampler.fill(batch, at, at / stepsPerEpoch, (int) (at % stepsPerEpoch));
        dropout.fill(at);
        List<HostTensor> inputs = new ArrayList<>();
        batch.tensors().forEach(tensor -> inputs.add(tensor.copy()));
        return inputs;
    }

    /** The inputs of a training step. */
    List<HostTensor> stepInputs(int step) {
        List<HostTensor> inputs = drawn(step);
        double rate = Recipe.schedule(model.settings(), false).rate(0, List.of());
        inputs.add(HostTensor.ofRounded(type(), Shape.SCALAR, rate));
        dropout.tensors().forEach(mask -> inputs.add(mask.copy()));
        return inputs;
    }

    /** The logits of two batches. */
    Scenario logitsScenario() {
        List<Run> runs = List.of(new Run(batch(0).subList(0, 3), start), new Run(batch(1).subList(0, 3), Map.of()));
        return restricted(new Scenario(logits(), runs));
    }

    /** The gradients of two batches. */
    Scenario gradientScenario() {
        return restricted(new Scenario(gradient(), List.of(new Run(batch(0), start), new Run(batch(1), Map.of()))));
    }

    /** A training step and the one after it. */
    Scenario stepScenario(int step, Map<Variable, HostTensor> values) {
        return restricted(new Scenario(
                step(), List.of(new Run(stepInputs(step), values), new Run(stepInputs(step + 1), Map.of()))));
    }

    /** With the values of those variables only that the graph has. */
    private static Scenario restricted(Scenario scenario) {
        List<Run> runs = scenario.runs().stream()
                .map(run -> {
                    Map<Variable, HostTensor> values = new LinkedHashMap<>(run.variables());
                    values.keySet().retainAll(scenario.graph().variables());
                    return new Run(run.inputs(), values);
                })
                .toList();
        return new Scenario(scenario.graph(), runs);
    }

    private static HostTensor in(Variable variable, @Nullable HostTensor value) {
        HostTensor copy = HostTensor.zeros(variable.type(), variable.shape());
        if (value != null) {
            if (!value.shape().equals(variable.shape())) {
                throw new ConfigException("variable " + variable + ": found values of shape " + value.shape());
            }
            for (int i = 0; i < value.shape().size(); i++) {
                copy.set(i, value.get(i));
            }
        }
        return copy;
    }
}
