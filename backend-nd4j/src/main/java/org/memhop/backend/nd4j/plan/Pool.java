package org.memhop.backend.nd4j.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.memhop.api.graph.DType;

/** Hands out storages while a plan is made; one that no later step reads serves again. */
final class Pool {
    /** How many times larger than asked for a storage may be: a scalar must not hold on to a table. */
    private static final int WASTE = 2;

    private final List<Storage> all = new ArrayList<>();
    private final Map<DType, NavigableMap<Integer, Deque<Storage>>> free = new EnumMap<>(DType.class);

    Pool() {
        for (DType type : DType.values()) {
            free.put(type, new TreeMap<>());
        }
    }

    /** A storage that nothing holds at this point of the plan, though earlier steps may. */
    Storage take(DType type, int elements) {
        NavigableMap<Integer, Deque<Storage>> candidates = bySize(type);
        Map.Entry<Integer, Deque<Storage>> fit = candidates.ceilingEntry(Math.max(1, elements));
        if (fit == null || fit.getKey() > (long) WASTE * Math.max(1, elements)) {
            return fresh(type, elements);
        }
        Storage reused = fit.getValue().pop();
        if (fit.getValue().isEmpty()) {
            candidates.remove(fit.getKey());
        }
        return reused;
    }

    /** A storage that no earlier step writes to. */
    Storage fresh(DType type, int elements) {
        Storage fresh = Storage.allocate(type, elements);
        all.add(fresh);
        return fresh;
    }

    void release(Storage storage) {
        bySize(storage.type())
                .computeIfAbsent(storage.capacity(), size -> new ArrayDeque<>())
                .push(storage);
    }

    /** Every storage ever handed out. */
    List<Storage> all() {
        return all;
    }

    private NavigableMap<Integer, Deque<Storage>> bySize(DType type) {
        NavigableMap<Integer, Deque<Storage>> sizes = free.get(type);
        if (sizes == null) {
            throw new IllegalStateException("no such type: " + type);
        }
        return sizes;
    }
}
