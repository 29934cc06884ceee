package org.memhop.api.model;

import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;

/** What a component is given when a model is put together: its sizes, its parameters, its options. */
public interface ModelContext {
    /** K, the number of hops. */
    int hops();

    /** d, the length of the state. */
    int dimension();

    /** V, the number of rows of a word's embedding: vocabulary, null symbol and time words. */
    int words();

    /** J, the longest sentence that is encoded, its time word included. */
    int sentenceLength();

    /** How many different times there are: times run from 1 to this. */
    int times();

    /** The embedding of a role at a hop (from 0); tying decides which roles and hops share one. */
    EmbeddingTable table(Role role, int hop);

    /**
     * A parameter of the component's own, initialised with N(0, σ). The same name gives the same parameter.
     *
     * @param name as in {@code H}
     */
    Variable parameter(String name, Shape shape);

    /** As {@link #parameter(String, Shape)}, with first values of its own instead of the model's N(0, σ²). */
    Variable parameter(String name, Shape shape, Initial initial);

    /** The encoder of sentences that was chosen. */
    SentenceEncoder encoder();

    /**
     * The value of a setting of the model.
     *
     * @throws org.memhop.api.ConfigException if there is no such setting
     */
    String setting(String name);

    /**
     * An option of this component, which a user writes behind its id, as in {@code entity:slots=20}. To be asked for while
     * the component is made: what was given and nobody asked for is refused.
     *
     * @param standard its value where none is given
     * @throws org.memhop.api.ConfigException if the value is no whole number from {@code least} to {@code most}
     */
    int option(String name, int standard, int least, int most);

    /** As {@link #option(String, int, int, int)}, any number. */
    double option(String name, double standard, double least, double most);

    /** As {@link #option(String, int, int, int)}, one of some words: the standard one or another. */
    String option(String name, String standard, String... others);
}
