package org.memhop.core.compare;

import java.util.Optional;

/**
 * What a search came to.
 *
 * @param finding where the backend parts; empty if it does not
 * @param judged how many values were judged, until one was wrong
 * @param share the largest part of its tolerance that a right value used
 */
public record Result(Optional<Finding> finding, int judged, double share) {}
