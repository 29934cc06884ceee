package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.List;
import org.memhop.api.graph.DType;

/** Views copied to views: TRANSPOSE, BROADCAST_TO, SLICE, CONCAT, PAD, and whatever must lie in C order for a moment. */
final class CopyStep extends Step {
    /** {@code to} is a window of the result. */
    record Piece(View from, View to) {}

    private final List<Piece> pieces;
    private final List<Nest> nests;
    private final boolean zeroed;
    private final Buffer y;

    private CopyStep(String name, List<Piece> pieces, boolean zeroed, Buffer y) {
        super(name, pieces.stream().map(piece -> piece.from.buffer()).toList(), List.of(y));
        this.pieces = pieces;
        this.zeroed = zeroed;
        this.y = y;
        this.nests = new ArrayList<>();
        for (Piece piece : pieces) {
            nests.add(Nest.of(piece.from.shape(), piece.from, piece.to));
        }
        if (pieces.size() == 1 && !zeroed) {
            splits(nests.get(0).rows, nests.get(0).inner);
        }
    }

    /** All of {@code y} from a view of its shape. */
    static Step of(String name, View x, Buffer y) {
        return new CopyStep(name, List.of(new Piece(x, View.dense(y, x.shape()))), false, y);
    }

    /** Windows of {@code y}, with zeros in what they leave over if {@code zeroed}. */
    static Step of(String name, List<Piece> pieces, boolean zeroed, Buffer y) {
        return new CopyStep(name, pieces, zeroed, y);
    }

    @Override
    void compute(int from, int to) {
        if (zeroed) {
            Movement.clear(y);
        }
        boolean split = pieces.size() == 1 && !zeroed;
        for (int p = 0; p < pieces.size(); p++) {
            Nest nest = nests.get(p);
            int last = split ? Math.min(to, nest.rows) : nest.rows;
            copy(pieces.get(p), nest, split ? from : 0, last);
        }
    }

    private void copy(Piece piece, Nest nest, int from, int last) {
        Buffer x = piece.from.buffer();
        int row = from;
        while (row < last) {
            // As far as rows lie evenly, which of short ones saves more than their copying costs.
            int even = Math.min(last, nest.endOfAxis(row)) - row;
            if (y.type == DType.F32 && nest.step(0) == 1 && nest.step(1) == 1) {
                Movement.rows(
                        x.f32,
                        nest.start(0, row),
                        nest.outerStep(0),
                        y.f32,
                        nest.start(1, row),
                        nest.outerStep(1),
                        even,
                        nest.inner);
            } else {
                for (int i = row; i < row + even; i++) {
                    Movement.copy(x, nest.start(0, i), nest.step(0), y, nest.start(1, i), nest.step(1), nest.inner);
                }
            }
            row += even;
        }
    }
}
