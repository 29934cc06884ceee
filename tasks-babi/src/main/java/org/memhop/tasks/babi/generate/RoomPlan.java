package org.memhop.tasks.babi.generate;

import java.util.ArrayList;
import java.util.List;

/** Rooms that lie next to each other, and the sentences that tell so (tasks 4 and 19). */
final class RoomPlan {
    /** {@code room} lies {@code direction} of {@code of}. */
    record Fact(String room, Compass direction, String of) {
        Fact turned() {
            return new Fact(of, direction.opposite(), room);
        }

        String sentence() {
            return "the " + room + " is " + direction.word() + " of the " + of;
        }
    }

    private final SplitMix64 random;
    private final List<Fact> neighbours = new ArrayList<>();

    RoomPlan(SplitMix64 random) {
        this.random = random;
    }

    void join(Fact fact) {
        neighbours.add(fact);
    }

    /**
     * Each pair of neighbours once, told by a random room of a random neighbour: so rooms with few neighbours come early, and
     * mostly as the subject.
     */
    List<Fact> told(List<String> rooms) {
        List<Fact> untold = new ArrayList<>(neighbours);
        List<Fact> told = new ArrayList<>();
        while (!untold.isEmpty()) {
            String room = random.pick(rooms);
            Fact fact = random.pick(neighboursOf(room));
            if (untold.remove(fact)) {
                told.add(fact.room().equals(room) ? fact : fact.turned());
            }
        }
        return told;
    }

    private List<Fact> neighboursOf(String room) {
        List<Fact> facts = new ArrayList<>();
        for (Fact fact : neighbours) {
            if (fact.room().equals(room) || fact.of().equals(room)) {
                facts.add(fact);
            }
        }
        return facts;
    }
}
