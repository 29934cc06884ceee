package org.memhop.core.model;

import org.memhop.api.model.ModelContext;

/** Where components come from, by kind and id. */
@FunctionalInterface
public interface Components {
    /**
     * Makes a component for a model.
     *
     * @throws org.memhop.api.ConfigException if there is none of this kind with this id; lists those there are
     */
    <C> C create(Class<C> kind, String id, ModelContext context);
}
