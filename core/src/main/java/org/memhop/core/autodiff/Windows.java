package org.memhop.core.autodiff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;

/**
 * The gradients of the slices of one node. Slices that lie side by side, as those that a recurrent network takes step by step,
 * are put side by side again: padding each to the whole and adding would take time in the square of their number.
 */
final class Windows {
    private record Part(List<Integer> starts, Node gradient) {
        int start(int axis) {
            return starts.get(axis);
        }

        int end(int axis) {
            return start(axis) + gradient.shape().dim(axis);
        }
    }

    private final List<Part> parts = new ArrayList<>();

    /** Adds the gradient of a slice that begins here. */
    void add(List<Integer> starts, Node gradient) {
        parts.add(new Part(starts, gradient));
    }

    /** The gradient of what was sliced. */
    Node joined(Scope g, Shape whole) {
        Part first = parts.get(0);
        int[] narrow = IntStream.range(0, whole.rank())
                .filter(axis -> first.gradient().shape().dim(axis) < whole.dim(axis))
                .toArray();
        if (parts.size() > 1 && narrow.length == 1 && areSideBySide(narrow[0], whole)) {
            return sideBySide(g, narrow[0], whole);
        }
        return parts.stream().map(part -> padded(g, part, whole)).reduce(g::add).orElseThrow();
    }

    private boolean areSideBySide(int axis, Shape whole) {
        parts.sort(Comparator.comparingInt(part -> part.start(axis)));
        int free = 0;
        for (Part part : parts) {
            int extent = part.gradient().shape().dim(axis);
            if (part.start(axis) < free || !part.gradient().shape().equals(with(whole, axis, extent))) {
                return false;
            }
            free = part.end(axis);
        }
        return true;
    }

    private Node sideBySide(Scope g, int axis, Shape whole) {
        List<Node> pieces = new ArrayList<>();
        int filled = 0;
        for (Part part : parts) {
            gap(g, axis, whole, filled, part.start(axis), pieces);
            pieces.add(part.gradient());
            filled = part.end(axis);
        }
        gap(g, axis, whole, filled, whole.dim(axis), pieces);
        return g.concat(axis, pieces);
    }

    private void gap(Scope g, int axis, Shape whole, int from, int to, List<Node> pieces) {
        if (from < to) {
            HostTensor zero = HostTensor.zeros(parts.get(0).gradient().type(), Shape.SCALAR);
            pieces.add(g.broadcastTo(g.constant(zero), with(whole, axis, to - from)));
        }
    }

    private static Node padded(Scope g, Part part, Shape whole) {
        List<Integer> after = IntStream.range(0, whole.rank())
                .mapToObj(axis -> whole.dim(axis) - part.end(axis))
                .toList();
        return g.pad(part.gradient(), part.starts(), after);
    }

    private static Shape with(Shape shape, int axis, int extent) {
        int[] dims = shape.dims();
        dims[axis] = extent;
        return Shape.of(dims);
    }
}
