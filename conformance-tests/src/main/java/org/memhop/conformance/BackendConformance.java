package org.memhop.conformance;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.memhop.api.BackendException;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendProvider;

/**
 * Puts a backend under every case, as JUnit tests:
 *
 * <pre>{@code
 * class MyBackendConformanceTest extends BackendConformance {
 *     MyBackendConformanceTest() {
 *         super("my-backend", BackendConfig.DEFAULT);
 *     }
 * }
 * }</pre>
 *
 * <p>At the end it prints a table, and writes it as {@code target/conformance/LABEL.json} for {@link ConformanceTable}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BackendConformance {
    private final SuiteRun run;
    private final Suite suite = Suite.standard();

    /**
     * A backend that {@link ServiceLoader} finds.
     *
     * @throws BackendException if there is none of this id, or it cannot run here
     */
    protected BackendConformance(String id, BackendConfig config, Deviation... deviations) {
        this(find(id), config, deviations);
    }

    /** A backend that no service file names. */
    protected BackendConformance(BackendProvider provider, BackendConfig config, Deviation... deviations) {
        this.run = new SuiteRun(provider, config, List.of(deviations));
    }

    @TestFactory
    final Stream<DynamicContainer> cases() {
        Stream<DynamicContainer> groups = Arrays.stream(Group.values())
                .map(group -> DynamicContainer.dynamicContainer(
                        group.title(),
                        suite.cases()
                                .filter(one -> one.group() == group)
                                .map(one -> DynamicTest.dynamicTest(one.name(), () -> test(one)))));
        DynamicTest idle = DynamicTest.dynamicTest("each of them still forgives something", this::noneIsIdle);
        return Stream.concat(groups, Stream.of(DynamicContainer.dynamicContainer("deviations", List.of(idle))));
    }

    @AfterAll
    final void report() {
        Report report = run.report();
        run.close();
        System.out.println(ReportText.of(report));
        ReportFile.write(report, Path.of("target", "conformance"));
    }

    private void test(Case one) {
        CaseResult result = run.run(one);
        if (result.failed()) {
            Assertions.fail(one.name() + ": " + result.message());
        }
        Assumptions.assumeTrue(result.status() == CaseResult.Status.PASSED, result.message());
    }

    private void noneIsIdle() {
        List<Deviation> idle = run.report().idle();
        if (!idle.isEmpty()) {
            Assertions.fail("deviations that forgive nothing any more; take them out: " + idle);
        }
    }

    static BackendProvider find(String id) {
        List<BackendProvider> found = ServiceLoader.load(BackendProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return found.stream()
                .filter(provider -> provider.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new BackendException("no backend \"" + id + "\" is on the class path; found "
                        + found.stream().map(BackendProvider::id).toList()));
    }
}
