package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.memhop.api.graph.DType;

/**
 * Gives arrays to the buffers of a plan: outputs and what is kept get their own, and scratch buffers share, one after the other, so that a
 * plan stays small enough for the caches.
 */
final class Lifetimes {
    private static final class Slot {
        final DType type;
        final List<Buffer> users = new ArrayList<>();
        int capacity;
        int busyUntil;

        Slot(DType type) {
            this.type = type;
        }
    }

    private Lifetimes() {}

    static void allocate(List<Step> steps, Collection<Buffer> outputs) {
        Map<Buffer, Integer> lastUse = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            for (Buffer buffer : steps.get(i).reads()) {
                lastUse.put(buffer, i);
            }
            for (Buffer buffer : steps.get(i).writes()) {
                lastUse.put(buffer, i);
            }
        }
        Set<Buffer> placed = new HashSet<>();
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            for (Buffer buffer : steps.get(i).writes()) {
                if (buffer.kind == Buffer.Kind.SCRATCH && placed.add(buffer)) {
                    Slot slot = freeAt(i, buffer, slots);
                    slot.users.add(buffer);
                    slot.capacity = Math.max(slot.capacity, buffer.size);
                    slot.busyUntil = lastUse.getOrDefault(buffer, i);
                } else if ((buffer.kind == Buffer.Kind.OUTPUT || buffer.kind == Buffer.Kind.KEPT)
                        && placed.add(buffer)) {
                    buffer.allocate(buffer.size);
                }
            }
        }
        for (Buffer output : outputs) {
            if (placed.add(output)) {
                output.allocate(output.size);
            }
        }
        for (Slot slot : slots) {
            Buffer first = slot.users.get(0);
            first.allocate(slot.capacity);
            slot.users.forEach(buffer -> buffer.share(first));
        }
    }

    /** The free slot that fits best: the smallest that is large enough, else the largest, which then grows. */
    private static Slot freeAt(int step, Buffer buffer, List<Slot> slots) {
        Slot best = null;
        for (Slot slot : slots) {
            if (slot.type == buffer.type && slot.busyUntil < step && (best == null || fits(slot, best, buffer.size))) {
                best = slot;
            }
        }
        if (best == null) {
            best = new Slot(buffer.type);
            slots.add(best);
        }
        return best;
    }

    private static boolean fits(Slot slot, Slot best, int size) {
        return best.capacity < size
                ? slot.capacity > best.capacity
                : slot.capacity >= size && slot.capacity < best.capacity;
    }
}
