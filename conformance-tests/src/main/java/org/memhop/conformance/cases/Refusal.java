package org.memhop.conformance.cases;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.memhop.api.BackendException;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Variable;
import org.memhop.conformance.Failure;
import org.memhop.conformance.GraphCheck;
import org.memhop.conformance.Trial;

/** What must be refused, and how that is checked. */
final class Refusal {
    private Refusal() {}

    /**
     * The words something is refused with.
     *
     * @throws Failure if it is not refused, or with anything but a {@link BackendException}
     */
    static String of(Runnable wrong) {
        try {
            wrong.run();
        } catch (BackendException e) {
            return String.valueOf(e.getMessage());
        } catch (RuntimeException | Error e) {
            throw new Failure("expected a BackendException, but it threw " + e, e);
        }
        throw new Failure("expected a BackendException, but it went through");
    }

    /** That the backend refuses something, and says what the reference says. */
    static void inTheSameWords(Trial trial, String what, Runnable here, Runnable there) {
        String expected = of(there);
        String found = of(here);
        trial.require(
                found.equals(expected),
                what + ": refused with \"" + found + "\", the reference says \"" + expected + "\"");
    }

    /** That a run is refused in the reference's words. A backend may see as early as it compiles what is wrong. */
    static void ofRun(Trial trial, Graph graph, Map<Variable, HostTensor> values, List<HostTensor> wrong) {
        inTheSameWords(
                trial,
                "a run",
                () -> Runs.once(trial.backend(), graph, values, wrong),
                () -> Runs.once(trial.reference(), graph, values, wrong));
    }

    /**
     * That a run is refused in the reference's words; that variables keep their values, and the executable goes on to work.
     *
     * @param right inputs that are not refused
     */
    static void leavesNoTrace(Trial trial, Graph graph, List<HostTensor> wrong, List<HostTensor> right) {
        Map<Variable, HostTensor> values = new LinkedHashMap<>();
        graph.variables().forEach(v -> values.put(v, Values.usual(v.type(), v.shape(), v.name())));
        try (Session here = trial.backend().newSession(graph.variables());
                Executable executable = here.compile(graph)) {
            values.forEach(here::write);
            List<HostTensor> before = Runs.copies(executable.run(Runs.copies(right)));
            values.forEach(here::write);
            inTheSameWords(
                    trial,
                    "a run",
                    () -> executable.run(wrong),
                    () -> Runs.once(trial.reference(), graph, values, wrong));
            values.forEach(
                    (v, value) -> trial.same("variable " + v.name() + " after the refusal", here.read(v), value));
            List<HostTensor> after = Runs.copies(executable.run(Runs.copies(right)));
            for (int i = 0; i < before.size(); i++) {
                trial.near("output " + i + " of a run after the refusal", after.get(i), before.get(i), 1e-6);
            }
        }
        GraphCheck.of(trial, graph, values, right);
    }
}
