package org.memhop.core.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Variable;

/**
 * Holds backends against the float64 reference on one workload. An error within tolerance is the fixed one of {@link
 * Quantity}, or {@link #ROOM} times what it costs to round the exact result of every {@link Elementary} operation once to the
 * model's type, if that is more and still says something: the gradients of a trained network are differences of nearly equal numbers, of which
 * arithmetic in that type keeps few digits.
 */
public final class Comparison {
    /** How much more than one rounding an operation may cost. */
    public static final double ROOM = 10;

    /** The largest tolerance: half of the norm. */
    private static final double MOST = 0.5;

    private final Backend reference;
    private final Workload workload;
    private final Measured exact;
    private final Map<Quantity, Double> tolerances = new LinkedHashMap<>();

    /**
     * Computes the exact results.
     *
     * @param reference what computes them
     */
    public Comparison(Backend reference, Workload workload) {
        this.reference = reference;
        this.workload = workload;
        this.exact = Measured.exact(reference, workload);
        Measured rounded = Measured.rounded(reference, workload);
        exact.values().forEach((quantity, values) -> {
            double fixed = quantity.tolerance(workload.type(), workload.steps());
            double[] once = Objects.requireNonNull(rounded.values().get(quantity));
            double rounding =
                    Figure.of(quantity, workload.type(), once, values, 0).relative();
            tolerances.put(quantity, tolerance(fixed, rounding));
        });
    }

    /** Where rounding alone leaves no digit, or no number, there is nothing it could excuse: zeros must not agree. */
    static double tolerance(double fixed, double rounding) {
        return Double.isFinite(rounding) ? Math.max(fixed, Math.min(ROOM * rounding, MOST)) : fixed;
    }

    /**
     * Runs the workload on a backend.
     *
     * @param timing how long to go on with training steps so as to time them; zero for not at all
     * @throws org.memhop.api.BackendException if it cannot run it
     */
    public Agreement with(Backend backend, Duration timing) {
        Measured found = Measured.on(backend, workload, timing);
        List<Figure> figures = new ArrayList<>();
        exact.values()
                .forEach((quantity, values) -> figures.add(Figure.of(
                        quantity,
                        workload.type(),
                        Objects.requireNonNull(found.values().get(quantity)),
                        values,
                        Objects.requireNonNull(tolerances.get(quantity)))));
        return new Agreement(figures, found.stepSeconds(), firstExcess(found.losses()));
    }

    private int firstExcess(double[] losses) {
        double tolerance = tolerances.entrySet().stream()
                .filter(e -> e.getKey().kind() == Quantity.Kind.LOSS_AFTER)
                .mapToDouble(Map.Entry::getValue)
                .findFirst()
                .orElse(0);
        for (int i = 0; i < losses.length; i++) {
            if (!(Math.abs(losses[i] - exact.losses()[i]) <= tolerance * Math.abs(exact.losses()[i]))) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Where a backend parts.
     *
     * @param graph {@code logits}, {@code gradient} or {@code step N}, from 1
     * @param result of the search there
     */
    public record Located(String graph, Result result) {}

    /**
     * Searches the graphs that show a difference, the smaller before the larger, until one tells where it comes from; if there
     * is none the gradients and the first step of training. A step begins with the values the backend itself has there.
     *
     * @return what was searched; only the last can have a finding
     */
    public List<Located> locate(Backend backend, Agreement agreement) {
        Locator locator = new Locator(reference);
        List<Located> searched = new ArrayList<>();
        if (!agreement.agrees(Quantity.Kind.LOGITS)) {
            searched.add(new Located("logits", locator.locate(backend, workload.logitsScenario())));
        }
        if (found(searched).isEmpty()) {
            searched.add(new Located("gradient", locator.locate(backend, workload.gradientScenario())));
        }
        if (found(searched).isEmpty() && workload.steps() > 0) {
            for (int step : candidates(agreement)) {
                Scenario scenario = workload.stepScenario(step, variables(backend, step));
                searched.add(new Located("step " + (step + 1), locator.locate(backend, scenario)));
                if (found(searched).isPresent()) {
                    return searched;
                }
            }
        }
        return searched;
    }

    private static Optional<Finding> found(List<Located> searched) {
        return searched.stream().flatMap(s -> s.result().finding().stream()).findFirst();
    }

    /** The first steps, those around the first loss that parts, and the last. */
    private Set<Integer> candidates(Agreement agreement) {
        Set<Integer> steps = new LinkedHashSet<>(List.of(0));
        int last = workload.steps() - 1;
        if (!agreement.agrees()) {
            steps.addAll(List.of(1, 2));
            for (int step = agreement.firstExcess() - 2;
                    agreement.firstExcess() >= 0 && step <= agreement.firstExcess();
                    step++) {
                steps.add(step);
            }
            steps.add(last);
        }
        steps.removeIf(step -> step < 0 || step > last);
        return steps;
    }

    /** The variables before a step, as the backend has them there. */
    private Map<Variable, HostTensor> variables(Backend backend, int steps) {
        Map<Variable, HostTensor> start = workload.start();
        Map<Variable, HostTensor> values = new LinkedHashMap<>();
        try (Session session = backend.newSession(List.copyOf(start.keySet()));
                Executable step = session.compile(workload.step())) {
            start.forEach(session::write);
            for (int i = 0; i < steps; i++) {
                step.run(workload.stepInputs(i));
            }
            start.keySet().forEach(variable -> values.put(variable, session.read(variable)));
        }
        return values;
    }
}
