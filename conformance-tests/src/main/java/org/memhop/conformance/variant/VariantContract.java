package org.memhop.conformance.variant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.memhop.api.backend.Availability;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendProvider;

/**
 * Holds a variant of the network to what every variant must do, as JUnit tests:
 *
 * <pre>{@code
 * class MyControllerTest extends VariantContract {
 *     MyControllerTest() {
 *         super(Variant.of("controller=mine").promising(Promise.PADDED_SENTENCES));
 *     }
 * }
 * }</pre>
 *
 * <p>Its gradient is its slope, with softmax and without; an answer does not depend on the other examples of a batch; what it
 * promises changes nothing, and what it does not promise does; it is the same on every backend on the class path; a saved
 * network answers to the bit as before.
 */
public abstract class VariantContract {
    private final List<Variant> variants;

    protected VariantContract(Variant... variants) {
        this.variants = List.of(variants);
    }

    /** What it holds to the contract. */
    public final List<Variant> tried() {
        return variants;
    }

    @TestFactory
    final Stream<DynamicContainer> variants() {
        return variants.stream().map(VariantContract::tests);
    }

    private static DynamicContainer tests(Variant variant) {
        VariantCheck check = new VariantCheck(variant);
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest("its gradient is its slope", () -> check.gradient(false)));
        tests.add(DynamicTest.dynamicTest("its gradient without softmax is its slope", () -> check.gradient(true)));
        tests.add(DynamicTest.dynamicTest("an answer does not depend on its batch", check::batchIndependence));
        for (Promise promise : Promise.values()) {
            boolean made = variant.promises().contains(promise);
            tests.add(DynamicTest.dynamicTest(
                    promise + (made ? " changes nothing" : " changes something"), () -> check.promise(promise, made)));
        }
        for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
            tests.add(DynamicTest.dynamicTest(
                    "it is the same on backend " + provider.id(), () -> agrees(check, provider)));
        }
        tests.add(DynamicTest.dynamicTest("a saved network answers as before", () -> inFolder(check)));
        return DynamicContainer.dynamicContainer(variant.toString(), tests);
    }

    private static void agrees(VariantCheck check, BackendProvider provider) {
        if (provider.probe(BackendConfig.DEFAULT) instanceof Availability.Unavailable no) {
            Assumptions.abort("backend " + provider.id() + " cannot run here: " + no.reason() + "; " + no.remedy());
        }
        check.agreesOn(provider);
    }

    private static void inFolder(VariantCheck check) throws IOException {
        Path folder = Files.createTempDirectory("variant");
        try {
            check.checkpoint(folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
