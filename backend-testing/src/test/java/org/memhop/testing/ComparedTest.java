package org.memhop.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.backend.reference.ReferenceBackendProvider;

class ComparedTest {
    private static final Compared REFERENCE = Compared.of(new ReferenceBackendProvider(), BackendConfig.DEFAULT);

    private static void close(double found, double expected, double relative, double absolute) {
        HostTensor wide = HostTensor.of(Shape.of(1), new double[] {expected});
        HostTensor narrow = HostTensor.ofRounded(DType.F32, Shape.of(1), new double[] {found});
        Compared.assertClose(narrow, wide, relative, absolute, "y");
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, 1.5, 0, 0",
        "0.1, 0.1, 0, 0",
        "NaN, NaN, 0, 0",
        "Infinity, 1e39, 0, 0",
        "-Infinity, -Infinity, 1e-3, 0",
        "-0.0, 0.0, 1e-3, 0",
        "101, 100, 0.02, 0",
        "101, 100, 0, 1.5"
    })
    void what_is_near_enough_passes(double found, double expected, double relative, double absolute) {
        assertThatCode(() -> close(found, expected, relative, absolute)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "101, 100, 0.005, 0.4",
        "-0.0, 0.0, 0, 0",
        "NaN, 1, 0.5, 1e9",
        "1, NaN, 0.5, 1e9",
        "5, Infinity, 1e-3, 0",
        "-Infinity, Infinity, 1e-3, 0",
        "Infinity, 1, 0.5, 1e9"
    })
    void what_is_not_near_enough_fails(double found, double expected, double relative, double absolute) {
        assertThatThrownBy(() -> close(found, expected, relative, absolute))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("y, element 0");
    }

    @Test
    void another_shape_fails() {
        HostTensor row = HostTensor.of(Shape.of(1, 2), 1f, 2f);
        assertThatThrownBy(() -> Compared.assertClose(row, HostTensor.of(Shape.of(2, 1), 1f, 2f), 1, 1, "y"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void the_reference_agrees_with_itself_but_for_the_rounding_of_float32() {
        Compared.Model model = (g, type) -> g.output("y", g.exp(g.input("x", type, Shape.of(50))));
        REFERENCE.agree(model, 1e-6, 0);
        REFERENCE.agreeOnSpecialValues(model, 1e-6, 1e-44);
        Compared.Model twice = (g, type) -> g.output("y", g.exp(g.exp(g.input("x", type, Shape.of(50)))));
        assertThatThrownBy(() -> REFERENCE.agree(twice, 1e-12, 0)).isInstanceOf(AssertionError.class);
    }

    @Test
    void words_stay_below_the_number_in_their_name_and_every_run_has_others() {
        Scope g = Scope.root(DType.F32);
        Variable words = new Variable("words", DType.I32, Shape.of(100));
        Node read = g.input("words<7", DType.I32, Shape.of(100));
        g.output("words", read);
        g.update(words, read);

        List<HostTensor> results = REFERENCE.run(BackendConfig.DEFAULT, g.graph(), 2);

        assertThat(results).hasSize(3);
        assertThat(results.get(0).ints()).containsOnly(0, 1, 2, 3, 4, 5, 6);
        assertThat(results.get(1)).isNotEqualTo(results.get(0));
        assertThat(results.get(2)).isEqualTo(results.get(1));
    }
}
