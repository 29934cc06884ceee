package org.memhop.core.model;

import org.memhop.api.graph.Shape;

/**
 * An input of a training graph by which values are multiplied: 0 for what is dropped, else 1 / (1 − rate), so that a sum
 * keeps its expectation (inverted dropout).
 *
 * @param name of the input
 * @param place what tells its random numbers from those of the other masks
 * @param rate share that is dropped, below 1
 */
public record Mask(String name, int place, double rate, Shape shape) {}
