package org.memhop.api.model;

import org.memhop.api.ConfigException;

/**
 * Makes a component, found by {@link java.util.ServiceLoader}.
 *
 * @param <C> the interface it implements: {@link Memory}, {@link Controller}, {@link Hop}, {@link Halting},
 *     {@link Output} or {@link SentenceEncoder}
 */
public interface ComponentProvider<C> {
    /** The interface it implements. */
    Class<C> kind();

    /** The name a user chooses it by; unique for its kind. */
    String id();

    /** What it is, in a line. */
    String summary();

    /**
     * Makes one for a model.
     *
     * @throws ConfigException if the model's settings do not suit it
     */
    C create(ModelContext context);
}
