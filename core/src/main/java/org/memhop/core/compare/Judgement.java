package org.memhop.core.compare;

/**
 * What is to be said of one result beside the exact one.
 *
 * @param firstWrong the first element, in C order, that lies outside its tolerance; -1 if none does
 * @param wrong how many do
 * @param ulps the largest error, in units of the last place of the number it is measured against (see {@link Bound})
 * @param share the largest part of a tolerance that was used up: above 1 if an element is wrong, infinite if nothing was to be
 *     forgiven
 */
public record Judgement(int firstWrong, int wrong, double ulps, double share) {
    /** Whether every element is within its tolerance. */
    public boolean right() {
        return wrong == 0;
    }
}
