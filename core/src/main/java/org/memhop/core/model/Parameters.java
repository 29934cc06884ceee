package org.memhop.core.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.memhop.api.ConfigException;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.api.model.EmbeddingTable;
import org.memhop.api.model.Initial;
import org.memhop.api.model.Role;
import org.memhop.api.model.SentenceEncoder;
import org.memhop.core.config.Settings;

/** The sizes and parameters that components are given while a model is put together; remembers which parameters there are. */
final class Parameters {
    private final Settings settings;
    private final ModelSize size;
    private final Tying tying;
    private final DType type;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private Optional<SentenceEncoder> encoder = Optional.empty();

    Parameters(Settings settings, ModelSize size) {
        this.settings = settings;
        this.size = size;
        this.tying = Tying.of(settings.text("tying"));
        this.type = settings.text("precision").equals("f64") ? DType.F64 : DType.F32;
    }

    void encoder(SentenceEncoder chosen) {
        encoder = Optional.of(chosen);
    }

    List<Parameter> all() {
        return List.copyOf(parameters.values());
    }

    int hops() {
        return settings.whole("hops");
    }

    int dimension() {
        return settings.whole("dimension");
    }

    int words() {
        return size.vocabulary() + (timeWords() ? times() : 0);
    }

    int sentenceLength() {
        return size.sentenceWords() + (timeWords() ? 1 : 0);
    }

    int times() {
        return size.slots();
    }

    EmbeddingTable table(Role role, int hop) {
        boolean temporal = role == Role.T_A || role == Role.T_C;
        Shape shape = Shape.of(temporal ? times() + 1 : words(), dimension());
        String name = role == Role.W ? output() : tying.name(role, hop, hops());
        // Scores of answers embed nothing: of a W of its own the null symbol's row is learned, as never being right.
        return new EmbeddingTable(remember(name, shape, !name.equals(Role.W.name()), Optional.empty()));
    }

    Variable parameter(String name, Shape shape) {
        return remember(name, shape, false, Optional.empty());
    }

    Variable parameter(String name, Shape shape, Initial initial) {
        return remember(name, shape, false, Optional.of(initial));
    }

    SentenceEncoder encoder() {
        return encoder.orElseThrow(() -> new ConfigException("an encoder cannot ask for the encoder that was chosen"));
    }

    String setting(String name) {
        return settings.text(name);
    }

    /** The table that scores the answers. */
    private String output() {
        String tied = settings.text("tied-output");
        return tied.equals("none") ? tying.name(Role.W, 0, hops()) : tying.name(Role.valueOf(tied), hops() - 1, hops());
    }

    private boolean timeWords() {
        return settings.text("temporal").equals("time-words");
    }

    private Variable remember(String name, Shape shape, boolean nullRow, Optional<Initial> initial) {
        Parameter wanted = new Parameter(new Variable(name, type, shape), nullRow, initial);
        Parameter known = parameters.putIfAbsent(name, wanted);
        if (known != null && !known.equals(wanted)) {
            throw new ConfigException("two components use a parameter named " + name + " differently: "
                    + known.variable() + " and " + wanted.variable() + "; give one of them another name");
        }
        return wanted.variable();
    }
}
