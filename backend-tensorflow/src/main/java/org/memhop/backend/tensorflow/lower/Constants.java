package org.memhop.backend.tensorflow.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;

/** What is known of a node's value before a graph runs. */
final class Constants {
    private Constants() {}

    /** The values a node consists of, each perhaps many times, if it is a constant, reshaped or stretched or neither. */
    static Optional<HostTensor> of(Node node) {
        Node source = node;
        while (source.op() == Op.BROADCAST_TO || source.op() == Op.RESHAPE) {
            source = source.input(0);
        }
        return source.attributes() instanceof Attributes.Value value ? Optional.of(value.tensor()) : Optional.empty();
    }

    /** Whether a node is one number over and over; 0.0 is not -0.0. */
    static boolean isFilledWith(Node node, double number) {
        return all(node, value -> Double.compare(value, number) == 0);
    }

    /** Whether every value of a node is known, and holds. */
    static boolean all(Node node, DoublePredicate holds) {
        Optional<HostTensor> values = of(node);
        boolean all = values.isPresent();
        for (int i = 0; all && i < values.get().shape().size(); i++) {
            all = holds.test(values.get().get(i));
        }
        return all;
    }

    /**
     * The numbers of the rows at which a condition is 0, if it is a constant that is the same along each row of a matrix, and
     * they are few.
     */
    static Optional<List<Integer>> fewRowsWithout(Node condition) {
        Node column = condition.op() == Op.BROADCAST_TO ? condition.input(0) : condition;
        boolean alongRows = condition.shape().rank() == 2
                && column.shape().rank() == 2
                && column.shape().dim(1) == 1
                && column.shape().dim(0) == condition.shape().dim(0);
        if (!alongRows || !(column.attributes() instanceof Attributes.Value value)) {
            return Optional.empty();
        }
        List<Integer> rows = new ArrayList<>();
        int[] conditions = value.tensor().ints();
        for (int row = 0; row < conditions.length; row++) {
            if (conditions[row] == 0) {
                rows.add(row);
            }
        }
        return 16 * rows.size() <= conditions.length ? Optional.of(rows) : Optional.empty();
    }
}
