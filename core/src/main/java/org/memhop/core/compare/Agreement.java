package org.memhop.core.compare;

import java.util.List;

/**
 * How one backend compares.
 *
 * @param figures of every quantity, in order
 * @param stepSeconds the median time of a training step; 0 if there was none
 * @param firstExcess the first training step, from 0, whose loss parts; -1 if none does
 */
public record Agreement(List<Figure> figures, double stepSeconds, int firstExcess) {
    public Agreement {
        figures = List.copyOf(figures);
    }

    /** Whether every quantity is within its tolerance. */
    public boolean agrees() {
        return figures.stream().allMatch(Figure::within);
    }

    /** Whether all quantities of a kind are. */
    public boolean agrees(Quantity.Kind kind) {
        return figures.stream().filter(f -> f.quantity().kind() == kind).allMatch(Figure::within);
    }
}
