package org.memhop.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;
import org.memhop.core.optimize.Clipping;
import org.memhop.core.optimize.Optimizer;

class WeightDecayTest {
    private static final double RATE = 0.5;
    private static final double DECAY = 0.01;

    @Test
    void every_parameter_shrinks_by_its_share_besides_what_its_gradient_does() {
        Model plain = model("0");
        Map<String, HostTensor> values = Models.values(plain, 3);
        Map<String, HostTensor> without = afterOneStep(plain, values);
        Map<String, HostTensor> with = afterOneStep(model(String.valueOf(DECAY)), values);

        int batch = Models.examples().length;
        values.forEach((name, value) -> {
            double[] expected = tensor(without, name).doubles();
            for (int i = 0; i < expected.length; i++) {
                expected[i] -= RATE * DECAY * batch * value.get(i);
            }
            assertThat(tensor(with, name).doubles()).as(name).containsExactly(expected, within(1e-12));
        });
    }

    private static Model model(String decay) {
        return Models.of(Models.size(), "weight-decay", decay, "tying", "layer-wise", "clip", "none");
    }

    private static Map<String, HostTensor> afterOneStep(Model model, Map<String, HostTensor> values) {
        List<HostTensor> inputs = new ArrayList<>(Models.trainingBatch(model));
        HostTensor rate = HostTensor.zeros(DType.F64, Shape.SCALAR);
        rate.set(0, RATE);
        inputs.add(rate);
        try (Backend backend = Models.reference();
                Session session = Models.session(backend, model, values)) {
            session.compile(model.step(Models.examples().length, false, new Optimizer.Sgd(), new Clipping.None()))
                    .run(inputs);
            Map<String, HostTensor> after = new LinkedHashMap<>();
            model.parameters()
                    .forEach(parameter -> after.put(
                            parameter.variable().name(),
                            session.read(parameter.variable()).copy()));
            return after;
        }
    }

    private static HostTensor tensor(Map<String, HostTensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }
}
