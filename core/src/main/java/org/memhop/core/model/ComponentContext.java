package org.memhop.core.model;

import java.util.ArrayList;
import java.util.List;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.api.model.EmbeddingTable;
import org.memhop.api.model.Initial;
import org.memhop.api.model.ModelContext;
import org.memhop.api.model.Role;
import org.memhop.api.model.SentenceEncoder;
import org.memhop.core.config.Setting;

/**
 * What one component is given: what the model gives all, and the options of its own.
 *
 * @param model what all are given
 */
record ComponentContext(Parameters model, Chosen chosen) implements ModelContext {
    @Override
    public int option(String name, int standard, int least, int most) {
        return Integer.parseInt(chosen.option(name, Integer.toString(standard), new Setting.Whole(least, most)));
    }

    @Override
    public double option(String name, double standard, double least, double most) {
        return Double.parseDouble(chosen.option(name, Double.toString(standard), new Setting.Real(least, most)));
    }

    @Override
    public String option(String name, String standard, String... others) {
        List<String> words = new ArrayList<>(List.of(standard));
        words.addAll(List.of(others));
        return chosen.option(name, standard, new Setting.Choice(words));
    }

    @Override
    public int hops() {
        return model.hops();
    }

    @Override
    public int dimension() {
        return model.dimension();
    }

    @Override
    public int words() {
        return model.words();
    }

    @Override
    public int sentenceLength() {
        return model.sentenceLength();
    }

    @Override
    public int times() {
        return model.times();
    }

    @Override
    public EmbeddingTable table(Role role, int hop) {
        return model.table(role, hop);
    }

    @Override
    public Variable parameter(String name, Shape shape) {
        return model.parameter(name, shape);
    }

    @Override
    public Variable parameter(String name, Shape shape, Initial initial) {
        return model.parameter(name, shape, initial);
    }

    @Override
    public SentenceEncoder encoder() {
        return model.encoder();
    }

    @Override
    public String setting(String name) {
        return model.setting(name);
    }
}
