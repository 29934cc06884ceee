/**
 * The graph language: a model as a value. {@link org.memhop.api.graph.Scope} builds
 * {@link org.memhop.api.graph.Node}s, each checked as it is built; {@link org.memhop.api.graph.Graph} holds them.
 */
@NullMarked
package org.memhop.api.graph;

import org.jspecify.annotations.NullMarked;
