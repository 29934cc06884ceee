package org.memhop.conformance;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendProvider;
import org.memhop.backend.reference.ReferenceBackendProvider;
import org.memhop.core.compare.NodeOracle;

/** One backend going through cases, one after the other. For one thread. */
public final class SuiteRun implements AutoCloseable {
    private final BackendProvider provider;
    private final BackendConfig config;
    private final List<Deviation> deviations;
    private final Backend backend;
    private final Backend reference = new ReferenceBackendProvider().open(BackendConfig.DEFAULT);
    private final NodeOracle oracle = new NodeOracle(reference);
    private final List<CaseResult> results = new ArrayList<>();

    /**
     * Opens the backend.
     *
     * @throws org.memhop.api.BackendException if it cannot run here
     */
    public SuiteRun(BackendProvider provider, BackendConfig config, List<Deviation> deviations) {
        this.provider = provider;
        this.config = config;
        this.deviations = List.copyOf(deviations);
        this.backend = provider.open(config);
    }

    /** Tries one case. Whatever the backend throws is a failed case. */
    public CaseResult run(Case tried) {
        Trial trial = new Trial(this, tried);
        CaseResult.Status status = CaseResult.Status.PASSED;
        String message = "";
        long start = System.nanoTime();
        try {
            tried.body().run(trial);
        } catch (Skipped e) {
            status = CaseResult.Status.SKIPPED;
            message = String.valueOf(e.getMessage());
        } catch (Failure e) {
            status = CaseResult.Status.FAILED;
            message = String.valueOf(e.getMessage());
        } catch (StackOverflowError e) {
            status = CaseResult.Status.FAILED;
            message = "threw " + e + ": the backend recurs as deep as the graph is";
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            status = CaseResult.Status.FAILED;
            message = "threw " + trace(e);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        CaseResult result = new CaseResult(
                tried.group(),
                tried.name(),
                status,
                message,
                trial.measures(),
                new ArrayList<>(trial.forgiven()),
                seconds);
        results.add(result);
        return result;
    }

    /** What has been found so far. */
    public Report report() {
        return new Report(Report.label(provider.id(), config), backend.info(), results, deviations);
    }

    Backend backend() {
        return backend;
    }

    BackendProvider provider() {
        return provider;
    }

    BackendConfig config() {
        return config;
    }

    Backend reference() {
        return reference;
    }

    NodeOracle oracle() {
        return oracle;
    }

    List<Deviation> deviations() {
        return deviations;
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString().strip();
    }

    @Override
    public void close() {
        oracle.close();
        reference.close();
        backend.close();
    }
}
