package org.memhop.api.graph;

import org.memhop.api.GraphException;

/**
 * A named tensor that outlives a run: a parameter, or an optimizer's state. A session holds its value; graphs read it with
 * {@link Op#VARIABLE} and replace it through {@link Graph#updates()}.
 *
 * @param name unique among the variables of a session, as in {@code embedding/C1}
 */
public record Variable(String name, DType type, Shape shape) {
    public Variable {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new GraphException("variable name \"" + name + "\": a name is not empty and has no NUL character");
        }
    }

    /** As in {@code embedding/C1 F32[40, 20]}. */
    @Override
    public String toString() {
        return name + " " + type + shape;
    }
}
