package org.memhop.conformance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.backend.reference.ReferenceBackendProvider;
import org.memhop.core.compare.Agreement;
import org.memhop.core.compare.Comparison;
import org.memhop.core.compare.Finding;
import org.memhop.core.compare.FindingText;
import org.memhop.core.compare.Locator;
import org.memhop.core.compare.Parting;
import org.memhop.core.compare.Reproduction;
import org.memhop.core.compare.Scenario;
import org.memhop.core.compare.Workload;
import org.memhop.core.config.Settings;
import org.memhop.core.data.EncodedExample;
import org.memhop.core.data.EncodedQuestions;
import org.memhop.core.model.Model;
import org.memhop.core.model.ModelSize;
import org.memhop.core.wiring.MemhopModule;

/** Each wrong backend is located at the operation that is wrong, in a training if that shows it, and again from the folder. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocatedFaultsTest {
    private static final int WORDS = 12;

    private final Backend reference = new ReferenceBackendProvider().open(BackendConfig.DEFAULT);
    private final Comparison training = new Comparison(reference, training());
    private final List<String> table = new ArrayList<>();

    @TempDir
    Path directory;

    /** A finding, and where it was looked for. */
    private record Place(String where, Finding finding) {}

    static Stream<Fault> wrongOperations() {
        return Arrays.stream(Fault.values()).filter(fault -> fault.kind() == Fault.Kind.VALUE);
    }

    @ParameterizedTest
    @MethodSource("wrongOperations")
    void a_wrong_operation_is_located_where_it_is(Fault fault) {
        Finding finding = located(fault);

        assertThat(finding.parting().kind()).isEqualTo(Parting.Kind.NODE);
        assertThat(fault.ops()).contains(finding.parting().node().op());
        assertThat(finding.reproduction().graph().nodes())
                .as("the operation and its operands")
                .hasSizeLessThanOrEqualTo(4);
        assertThat(finding.reproduction().runs()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"FUSED_EMBEDDING", "FUSED_ADDITION"})
    void a_wrong_fusion_is_located_at_its_last_operation_and_keeps_its_inside(Fault fault) {
        Finding finding = located(fault);

        assertThat(finding.parting().kind()).isEqualTo(Parting.Kind.FUSION);
        assertThat(fault.ops()).contains(finding.parting().node().op());
        assertThat(finding.reproduction().graph().nodes()).hasSizeBetween(3, 8);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"STALE_SUMS", "STALE_INDICES", "CONSTANTS_OVERWRITTEN"})
    void what_a_later_run_finds_from_an_earlier_one_is_located_in_the_second_run(Fault fault) {
        Finding finding = located(fault);

        assertThat(finding.parting().run()).isEqualTo(1);
        assertThat(fault.ops()).contains(finding.parting().node().op());
        assertThat(finding.reproduction().runs()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"UPDATES_IN_SEQUENCE", "UPDATES_SHARE_ARRAY"})
    void a_wrong_update_is_named_by_its_variable(Fault fault) {
        Finding finding = located(fault);

        assertThat(finding.parting().kind()).isEqualTo(Parting.Kind.UPDATE);
        assertThat(finding.parting().variable()).isPresent();
        assertThat(finding.reproduction().graph().updates())
                .containsKey(finding.parting().variable().orElseThrow());
    }

    @Test
    void the_same_backend_without_a_fault_parts_nowhere() {
        try (Backend faultless = FaultyBackendProvider.faultless().open(BackendConfig.DEFAULT)) {
            Agreement agreement = training.with(faultless, Duration.ZERO);
            assertThat(agreement.agrees()).isTrue();
            assertThat(training.locate(faultless, agreement))
                    .allMatch(located -> located.result().finding().isEmpty());
            for (Scenario scenario : PeculiarGraphs.all()) {
                assertThat(new Locator(reference).locate(faultless, scenario).finding())
                        .isEmpty();
            }
        }
    }

    @AfterAll
    void print() {
        System.out.println("fault → located at");
        table.forEach(System.out::println);
        reference.close();
    }

    /** Locates a fault, writes the folder, and locates it again from there. */
    private Finding located(Fault fault) {
        FaultyBackendProvider provider = new FaultyBackendProvider(fault);
        Optional<Place> place;
        try (Backend faulty = provider.open(BackendConfig.DEFAULT)) {
            place = inTraining(faulty).or(() -> inPeculiarGraph(faulty));
        }
        assertThat(place).as(fault.what()).isPresent();
        Finding finding = place.orElseThrow().finding();
        table.add(
                String.format("  %-26s %-9s %s", fault.id(), place.orElseThrow().where(), FindingText.title(finding)));
        Path folder = directory.resolve(fault.id());
        new Reproduction(provider.id(), finding.reproduction()).write(folder, "");
        Scenario again = Reproduction.read(folder).scenario();
        try (Backend faulty = provider.open(BackendConfig.DEFAULT)) {
            Finding replayed =
                    new Locator(reference).locate(faulty, again).finding().orElseThrow();
            assertThat(replayed.parting().kind()).isEqualTo(finding.parting().kind());
            assertThat(replayed.parting().node().op())
                    .isEqualTo(finding.parting().node().op());
        }
        assertThat(new Locator(reference).locate(reference, again).finding()).isEmpty();
        return finding;
    }

    private Optional<Place> inTraining(Backend faulty) {
        Agreement agreement = training.with(faulty, Duration.ZERO);
        if (agreement.agrees()) {
            return Optional.empty();
        }
        return training.locate(faulty, agreement).stream()
                .flatMap(located ->
                        located.result().finding().stream().map(finding -> new Place(located.graph(), finding)))
                .findFirst();
    }

    private Optional<Place> inPeculiarGraph(Backend faulty) {
        Locator locator = new Locator(reference);
        for (Scenario scenario : PeculiarGraphs.all()) {
            Optional<Finding> finding = locator.locate(faulty, scenario).finding();
            if (finding.isPresent()) {
                return Optional.of(new Place("peculiar", finding.get()));
            }
        }
        return Optional.empty();
    }

    /** A few steps of a network as for bAbI. */
    private static Workload training() {
        Settings settings = Settings.standard()
                .with(Map.of("hops", "2", "dimension", "6", "batch-size", "5", "memory-size", "7"), "test");
        Model model = Model.of(settings, new ModelSize(WORDS, 4, 7), MemhopModule.plugins());
        Random random = new Random(11);
        List<EncodedExample> examples = IntStream.range(0, 30)
                .mapToObj(i -> new EncodedExample(
                        IntStream.range(0, 3 + i % 5)
                                .mapToObj(s -> words(random, 2 + s % 3))
                                .toArray(int[][]::new),
                        words(random, 3),
                        1 + random.nextInt(WORDS - 1)))
                .toList();
        return new Workload(model, new EncodedQuestions(examples), Workload.initial(model, 3), 3, 0, 2, 3);
    }

    private static int[] words(Random random, int count) {
        return random.ints(count, 1, WORDS).toArray();
    }
}
