package org.memhop.conformance.cases;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;

/** Where an operand comes from. Each gives a node of the operand's type and shape; its values may be others. */
enum Placement {
    CONSTANT("constant operands") {
        @Override
        Node place(Site site, HostTensor operand) {
            return site.g.constant(operand);
        }
    },
    VARIABLE("operands from variables") {
        @Override
        Node place(Site site, HostTensor operand) {
            return site.variable(operand);
        }
    },
    TRANSPOSED("transposed operands") {
        @Override
        Node place(Site site, HostTensor operand) {
            List<Integer> order = new ArrayList<>(
                    IntStream.range(0, operand.shape().rank()).boxed().toList());
            Collections.reverse(order);
            int[] dims = operand.shape().dims();
            Shape turned = Shape.of(order.stream().mapToInt(axis -> dims[axis]).toArray());
            return site.g.transpose(site.input(operand, turned), order.toArray(new Integer[0]));
        }
    },
    RESHAPED("reshaped operands") {
        @Override
        Node place(Site site, HostTensor operand) {
            return site.g.reshape(site.input(operand, Shape.of(operand.shape().size())), operand.shape());
        }
    },
    PART("operands that are parts") {
        @Override
        Node place(Site site, HostTensor operand) {
            // The part of a larger tensor that leaves out one element at each side.
            int[] larger = operand.shape().dims();
            List<Integer> starts = new ArrayList<>();
            List<Integer> sizes = new ArrayList<>();
            for (int axis = 0; axis < larger.length; axis++) {
                sizes.add(larger[axis]);
                starts.add(1);
                larger[axis] += 2;
            }
            return site.g.slice(site.repeated(operand, Shape.of(larger)), starts, sizes);
        }
    },
    STRETCHED("stretched operands") {
        @Override
        Node place(Site site, HostTensor operand) {
            int[] dims = operand.shape().dims();
            dims[0] = 1;
            return site.g.broadcastTo(site.repeated(operand, Shape.of(dims)), operand.shape());
        }
    },
    STRETCHED_LAST("operands stretched along the last axis") {
        @Override
        Node place(Site site, HostTensor operand) {
            int[] dims = operand.shape().dims();
            dims[dims.length - 1] = 1;
            return site.g.broadcastTo(site.repeated(operand, Shape.of(dims)), operand.shape());
        }
    },
    NUMBER("operands that are one number") {
        @Override
        Node place(Site site, HostTensor operand) {
            return site.g.broadcastTo(site.repeated(operand, Shape.SCALAR), operand.shape());
        }
    },
    PADDED("padded operands") {
        @Override
        Node place(Site site, HostTensor operand) {
            int[] smaller = operand.shape().dims();
            List<Integer> before = new ArrayList<>();
            List<Integer> after = new ArrayList<>();
            for (int axis = 0; axis < smaller.length; axis++) {
                before.add(smaller[axis] > 1 ? 1 : 0);
                after.add(smaller[axis] > 2 ? 1 : 0);
                smaller[axis] -= before.get(axis) + after.get(axis);
            }
            return site.g.pad(site.repeated(operand, Shape.of(smaller)), before, after);
        }
    },
    MIXED("a constant, a variable and an input") {
        @Override
        Node place(Site site, HostTensor operand) {
            site.placed++;
            return switch (site.placed % 3) {
                case 1 -> site.g.constant(operand);
                case 2 -> site.variable(operand);
                default -> site.input(operand, operand.shape());
            };
        }
    };

    private final String title;

    Placement(String title) {
        this.title = title;
    }

    /** For the name of a case. */
    String title() {
        return title;
    }

    /** Adds an operand to a graph. */
    abstract Node place(Site site, HostTensor operand);

    /** A graph that operands are placed in, with what a run of it needs. */
    static final class Site {
        final Scope g;
        final List<HostTensor> inputs = new ArrayList<>();
        final Map<Variable, HostTensor> variables = new LinkedHashMap<>();
        int placed;

        Site(Scope g) {
            this.g = g;
        }

        /** An input of the operand's elements, in another shape of as many. */
        Node input(HostTensor operand, Shape shape) {
            return repeated(operand, shape);
        }

        /** An input of any shape that holds the operand's elements, over and over. */
        Node repeated(HostTensor operand, Shape shape) {
            HostTensor values = HostTensor.zeros(operand.type(), shape);
            for (int i = 0; i < shape.size(); i++) {
                values.set(i, operand.get(i % operand.shape().size()));
            }
            Node node = g.input("x" + inputs.size(), operand.type(), shape);
            inputs.add(values);
            return node;
        }

        Node variable(HostTensor operand) {
            Variable variable = new Variable("v" + variables.size(), operand.type(), operand.shape());
            variables.put(variable, operand);
            return g.variable(variable);
        }
    }
}
