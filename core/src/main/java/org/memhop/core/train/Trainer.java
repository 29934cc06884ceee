package org.memhop.core.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.memhop.api.TrainingException;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.core.config.Settings;
import org.memhop.core.data.Batch;
import org.memhop.core.model.Model;
import org.memhop.core.model.Parameter;
import org.memhop.core.optimize.Optimizer;
import org.memhop.core.optimize.Schedule;

/**
 * Trains one model from one seed: linear start, then the epochs with softmax. What it draws depends on the seed and the
 * number of the step alone, so a training that was stopped goes on exactly as if it had not been. For one thread.
 */
public final class Trainer implements AutoCloseable {
    private final Model model;
    private final TrainingData data;
    private final Settings settings;
    private final Session session;
    private final Optimizer optimizer;
    private final BatchSampler sampler;
    private final Batch batch;
    private final HostTensor rate;
    private final DropoutMasks dropout;
    private final List<HostTensor> inputs;
    private final int stepsPerEpoch;
    private final List<Double> validation = new ArrayList<>();

    private long step;
    private boolean linear;
    private int epoch;
    private int stepInEpoch;
    private double lossSum;
    private boolean finished;
    private Map<String, HostTensor> best = Map.of();

    /**
     * A training at its start.
     *
     * @param seed of this restart
     * @throws org.memhop.api.ConfigException if the settings go by the validation loss and nothing is held out
     */
    public Trainer(Model model, TrainingData data, Backend backend, long seed) {
        this.model = model;
        this.data = data;
        this.settings = model.settings();
        check(settings, data);
        this.optimizer = Recipe.optimizer(settings);
        List<Variable> variables = new ArrayList<>();
        model.parameters().forEach(p -> variables.add(p.variable()));
        variables.addAll(model.optimizerState(optimizer));
        this.session = backend.newSession(variables);
        for (Parameter parameter : model.parameters()) {
            session.write(parameter.variable(), model.initial(parameter, seed));
        }
        int size = settings.whole("batch-size");
        this.batch = model.newBatch(size);
        this.sampler = new BatchSampler(data.train(), settings, seed);
        this.stepsPerEpoch = Math.max(1, data.train().size() / size);
        this.rate = HostTensor.zeros(model.parameters().get(0).variable().type(), Shape.SCALAR);
        this.inputs = new ArrayList<>(batch.tensors());
        inputs.add(rate);
        this.dropout = new DropoutMasks(model, size, seed);
        inputs.addAll(dropout.tensors());
        this.linear = Recipe.startsLinear(settings);
        this.finished = !linear && settings.whole("epochs") == 0;
    }

    /**
     * Refuses settings that this data cannot be trained with.
     *
     * @throws org.memhop.api.ConfigException if the settings go by the validation loss and nothing is held out
     */
    public static void check(Settings settings, TrainingData data) {
        Recipe.check(settings, data);
    }

    /** Takes up a training where it stood: the state, and the variables by name. */
    public void restore(TrainingState state, Map<String, HostTensor> values) {
        for (Variable variable : variables()) {
            HostTensor value = values.get(variable.name());
            if (value == null) {
                throw new TrainingException("cannot go on: the checkpoint has no " + variable
                        + "; it belongs to a model with other settings");
            }
            session.write(variable, value);
        }
        step = state.step();
        linear = state.linear();
        epoch = state.epoch();
        stepInEpoch = state.stepInEpoch();
        lossSum = state.lossSum();
        finished = state.finished();
        validation.clear();
        validation.addAll(state.validation());
    }

    /** Takes up what {@link #best} gave. */
    public void restoreBest(Map<String, HostTensor> values) {
        best = Map.copyOf(values);
    }

    /**
     * The parameters' values after the epoch with the lowest validation loss, by name; empty unless {@code select} is
     * {@code validation} and an epoch with softmax has ended.
     */
    public Map<String, HostTensor> best() {
        return best;
    }

    /** Gives the parameters the values that are to be kept of this training: the best ones, if they are selected. */
    public void select() {
        for (Parameter parameter : model.parameters()) {
            HostTensor value = best.get(parameter.variable().name());
            if (value != null) {
                session.write(parameter.variable(), value);
            }
        }
    }

    /** Where this training stands. */
    public TrainingState state() {
        return new TrainingState(step, linear, epoch, stepInEpoch, lossSum, validation, finished);
    }

    /** The parameters' values, by name, as copies. */
    public Map<String, HostTensor> parameters() {
        return read(model.parameters().stream().map(Parameter::variable).toList());
    }

    /** What the optimizer remembers, by name, as copies. */
    public Map<String, HostTensor> optimizerState() {
        return read(model.optimizerState(optimizer));
    }

    /** The session that holds the variables. */
    public Session session() {
        return session;
    }

    public Model model() {
        return model;
    }

    /** Epochs finished, those of linear start among them. */
    public int epochs() {
        return (int) epochNumber();
    }

    /** Steps of the whole training, if linear start is not cut short. */
    public long totalSteps() {
        long epochs =
                settings.wide("epochs") + (Recipe.startsLinear(settings) ? settings.wide("linear-start-epochs") : 0);
        return epochs * stepsPerEpoch;
    }

    /**
     * Trains until the end, or until the observer stops it.
     *
     * @return whether the training is finished
     * @throws TrainingException if the loss is not finite
     */
    public boolean run(TrainingObserver observer) {
        boolean going = true;
        while (going && !finished) {
            going = runPhase(observer);
        }
        return finished;
    }

    private boolean runPhase(TrainingObserver observer) {
        boolean phase = linear;
        Schedule schedule = Recipe.schedule(settings, phase);
        try (Executable training =
                        session.compile(model.step(batch.size(), phase, optimizer, Recipe.clipping(settings)));
                Scorer scorer = new Scorer(model, session, phase)) {
            while (linear == phase && !finished) {
                rate.set(0, schedule.rate(epoch, validation));
                while (stepInEpoch < stepsPerEpoch) {
                    double loss = step(training);
                    if (!observer.step(this, loss)) {
                        return false;
                    }
                }
                endEpoch(scorer, observer);
            }
        }
        return true;
    }

    private double step(Executable training) {
        sampler.fill(batch, step, epochNumber(), stepInEpoch);
        dropout.fill(step);
        double loss = training.run(inputs).get(0).get(0);
        if (!Double.isFinite(loss)) {
            throw notFinite("the loss is " + loss);
        }
        step++;
        stepInEpoch++;
        lossSum += loss;
        return loss / batch.size();
    }

    private void endEpoch(Scorer scorer, TrainingObserver observer) {
        Score held = scorer.score(data.validation());
        // A step gives the loss of the values it began with; what the last step left has not been looked at yet.
        if (!Double.isFinite(held.loss()) || !diagnosis().isEmpty()) {
            throw notFinite("the validation loss is " + held.loss());
        }
        double trainLoss = lossSum / ((double) stepsPerEpoch * batch.size());
        boolean lowest = validation.stream().allMatch(before -> held.loss() < before);
        validation.add(held.loss());
        epoch++;
        EpochReport report = new EpochReport(step, linear, epoch, rate.get(0), trainLoss, held, lowest);
        if (lowest && !linear && Recipe.selectsByValidation(settings)) {
            best = parameters();
        }
        stepInEpoch = 0;
        lossSum = 0;
        if (linear && linearStartEnds()) {
            linear = false;
            epoch = 0;
            validation.clear();
        }
        finished = !linear && (epoch >= settings.whole("epochs") || nextRate() < settings.real("stop-rate"));
        observer.epoch(this, report);
    }

    private double nextRate() {
        return Recipe.schedule(settings, false).rate(epoch, validation);
    }

    private boolean linearStartEnds() {
        if (epoch >= settings.whole("linear-start-epochs")) {
            return true;
        }
        int patience = settings.whole("linear-start-patience");
        if (!settings.text("linear-start").equals("validation") || epoch <= patience) {
            return false;
        }
        double before = validation.subList(0, epoch - patience).stream()
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        return validation.subList(epoch - patience, epoch).stream().allMatch(loss -> loss >= before);
    }

    /** The number of the epoch over both phases: what shuffling is keyed by. */
    private long epochNumber() {
        return step / stepsPerEpoch;
    }

    private TrainingException notFinite(String what) {
        return new TrainingException("step " + step + ": " + what + diagnosis() + "; " + advice());
    }

    /** What to do when numbers are no longer finite. */
    public String advice() {
        return "try a lower " + Recipe.rateSetting(settings, linear) + ", or clip per-matrix if it is off";
    }

    private String diagnosis() {
        for (Variable variable : variables()) {
            HostTensor value = session.read(variable);
            for (int i = 0; i < value.shape().size(); i++) {
                if (!Double.isFinite(value.get(i))) {
                    return ", and element " + i + " of " + variable + " is " + value.get(i);
                }
            }
        }
        return "";
    }

    private List<Variable> variables() {
        List<Variable> all = new ArrayList<>();
        model.parameters().forEach(p -> all.add(p.variable()));
        all.addAll(model.optimizerState(optimizer));
        return all;
    }

    private Map<String, HostTensor> read(List<Variable> variables) {
        Map<String, HostTensor> values = new LinkedHashMap<>();
        variables.forEach(variable -> values.put(variable.name(), session.read(variable)));
        return values;
    }

    @Override
    public void close() {
        session.close();
    }
}
