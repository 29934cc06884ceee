package org.memhop.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;

class KeyValueControllerTest {
    @Test
    void the_next_state_is_a_matrix_times_state_and_reading_and_starts_as_their_sum() {
        ModelSize size = new ModelSize(3, 1, 1);
        String[] settings = {
            "controller",
            "key-value",
            "encoding",
            "bag-of-words",
            "temporal",
            "none",
            "tying",
            "none",
            "hops",
            "1",
            "dimension",
            "2"
        };
        Model model = Models.of(size, settings);
        Map<String, HostTensor> values = Models.values(model, 5);
        values.put("B", HostTensor.of(Shape.of(3, 2), new double[] {0, 0, 1, -2, 9, 9}));
        values.put("C1", HostTensor.of(Shape.of(3, 2), new double[] {0, 0, 9, 9, 0.5, 0.25}));
        values.put("W", HostTensor.of(Shape.of(3, 2), new double[] {0, 0, 1, 0, 0, 1}));
        values.put("D1", HostTensor.of(Shape.of(2, 2), new double[] {1, 2, 3, 4}));

        // u + o = (1.5, −1.75), D (u + o) = (−2, −2.5), so that u² = (−0.5, −4.25) are the scores of words 1 and 2
        double sum = 1 + Math.exp(-0.5) + Math.exp(-4.25);
        assertThat(answer(model, values))
                .containsExactly(new double[] {1 / sum, Math.exp(-0.5) / sum, Math.exp(-4.25) / sum}, within(1e-15));

        Parameter d = model.parameters().stream()
                .filter(parameter -> parameter.variable().name().equals("D1"))
                .findFirst()
                .orElseThrow();
        assertThat(model.initial(d, 1).doubles()).containsOnly(0);
    }

    @Test
    void hops_have_matrices_of_their_own_unless_they_share_one() {
        assertThat(matrices("key-value")).containsExactlyInAnyOrder("D1", "D2", "D3");
        assertThat(matrices("key-value:shared=true")).containsExactly("D");
    }

    private static List<String> matrices(String controller) {
        return Models.of(Models.size(), "controller", controller, "hops", "3").parameters().stream()
                .map(parameter -> parameter.variable().name())
                .filter(name -> name.startsWith("D"))
                .toList();
    }

    private static double[] answer(Model model, Map<String, HostTensor> values) {
        return Models.answer(model, values, Models.example(Models.story(Models.words(2)), Models.words(1), 1))
                .values()
                .iterator()
                .next()
                .doubles();
    }
}
