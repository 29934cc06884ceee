package org.memhop.conformance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendProvider;
import org.memhop.conformance.CaseResult;
import org.memhop.conformance.Group;
import org.memhop.conformance.Report;
import org.memhop.conformance.Suite;

/** The suite is itself under test: it passes the interpreter without a fault, and fails it with any. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuiteCatchesFaultsTest {
    /** All but the slowest: what spoils a training over a hundred steps spoils the gradients, the models or the updates. */
    private final Suite suite = Suite.standard().only(one -> one.group() != Group.TRAINING);

    private final Map<Fault, List<CaseResult>> caughtBy = new EnumMap<>(Fault.class);

    /** The one that writes to its inputs comes first: it must not spoil a suite for the next. */
    @Test
    void the_interpreter_without_a_fault_passes() {
        failures(new FaultyBackendProvider(Fault.INPUTS_OVERWRITTEN));

        assertThat(failures(FaultyBackendProvider.faultless()).stream().map(SuiteCatchesFaultsTest::shown))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void each_fault_is_caught_and_named(Fault fault) {
        List<CaseResult> failures = failures(new FaultyBackendProvider(fault));
        caughtBy.put(fault, failures);

        assertThat(failures).as(fault.what()).isNotEmpty();
        assertThat(failures.stream()
                        .map(SuiteCatchesFaultsTest::shown)
                        .filter(named(fault).asPredicate()))
                .as(
                        "%s; found by %d cases, but none names it; the first: %s",
                        fault.what(), failures.size(), shown(failures.get(0)))
                .isNotEmpty();
    }

    @AfterAll
    void print_how_many_cases_caught_each() {
        System.out.println("Cases that caught each fault, and the first of them:");
        caughtBy.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> entry.getValue().size()))
                .forEach(entry -> System.out.printf(
                        "%5d  %-26s %s%n",
                        entry.getValue().size(),
                        entry.getKey().id(),
                        entry.getValue().stream()
                                .findFirst()
                                .map(CaseResult::name)
                                .orElse("")));
    }

    private List<CaseResult> failures(BackendProvider provider) {
        Report report = suite.run(provider, BackendConfig.DEFAULT);
        return report.failures();
    }

    /** As JUnit shows it. */
    private static String shown(CaseResult result) {
        return result.name() + ": " + result.message();
    }

    /** What must stand in a failure: what is wrong in words, or one of the operations at fault. */
    private static Pattern named(Fault fault) {
        String words = switch (fault) {
            case STALE_INDICES -> "second run on other numbers";
            case CONSTANTS_OVERWRITTEN -> "constant operands: run 2";
            case INPUTS_OVERWRITTEN -> "input x0 after the run, which only reads it";
            case ONE_OUTPUT_BUFFER -> "output";
            case OUTPUTS_BY_NAME -> "output";
            case OUTPUTS_ONCE -> "one node under two names";
            case RECURSION -> "StackOverflowError";
            case SHARED_SCRATCH -> "thread";
            case UPDATES_IN_SEQUENCE -> "every update reads the old values";
            case UPDATES_SHARE_ARRAY -> "a copy made before its source changes";
            case OUTPUT_IS_VARIABLE -> "an output that is a variable shows it before the update";
            case READ_IS_VARIABLE -> "once the tensor read was changed";
            case WRITE_KEEPS_ARRAY -> "once the written tensor was changed";
            case VARIABLES_UNCLEARED -> "variables start at zero";
            case VARIABLES_PRIVATE -> "executables of one session share its variables";
            case SESSIONS_SHARED -> "sessions do not share variables";
            case UNUSED_INPUTS_SKIPPED -> "inputs that nothing uses";
            case FAILURE_HALF_COMMITTED -> "variable \\w+ after the refusal";
            case INPUTS_OTHERWISE -> "expected a BackendException, but it threw java.lang.IllegalArgumentException";
            case INPUTS_ANY_SHAPE -> "wrong inputs: an input of as many elements";
            case INPUTS_TOO_MANY -> "wrong inputs: an input too many";
            case CLOSED_GOES_ON -> "closed";
            default -> fault.ops().stream().map(op -> "\\b" + op + "\\b").collect(Collectors.joining("|"));
        };
        assertThat(words).as("what names %s", fault).isNotEmpty();
        return Pattern.compile(words);
    }
}
