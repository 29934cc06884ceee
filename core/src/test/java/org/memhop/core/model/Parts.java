package org.memhop.core.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Scope;
import org.memhop.core.config.Settings;

/** One component alone: what it is made of, and what the graphs it builds give on the reference backend. */
record Parts(Parameters parameters) {
    /** Of a model in F64; {@code settings} are name, value, name, value. */
    static Parts of(String... settings) {
        Map<String, String> changes = new LinkedHashMap<>(Map.of("precision", "f64"));
        for (int i = 0; i < settings.length; i += 2) {
            changes.put(settings[i], settings[i + 1]);
        }
        return new Parts(new Parameters(Settings.standard().with(changes, "test"), Models.size()));
    }

    /** What a component is given that was chosen with this text. */
    ComponentContext context(String setting, String text) {
        return new ComponentContext(parameters, Chosen.of(setting, text));
    }

    /** The outputs of a graph; {@code values} of the parameters it reads, by name. */
    List<HostTensor> run(Scope g, Map<String, HostTensor> values) {
        try (Backend backend = Models.reference();
                Session session = backend.newSession(
                        parameters.all().stream().map(Parameter::variable).toList())) {
            for (Parameter parameter : parameters.all()) {
                if (values.containsKey(parameter.variable().name())) {
                    session.write(
                            parameter.variable(),
                            Objects.requireNonNull(
                                    values.get(parameter.variable().name())));
                }
            }
            return session.compile(g.graph()).run(List.of()).stream()
                    .map(HostTensor::copy)
                    .toList();
        }
    }
}
