package org.memhop.tasks.babi.generate;

import static org.memhop.tasks.babi.generate.Event.Act.BE;
import static org.memhop.tasks.babi.generate.Event.Act.EITHER;
import static org.memhop.tasks.babi.generate.Event.Act.LEAVE;
import static org.memhop.tasks.babi.generate.Event.Act.MOVE;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * People who change places, of which half the statements tell as a move, a quarter as where they are, and a quarter only in
 * part: where they no longer are (task 9) or two places of which they are in one (task 10).
 */
final class WhereaboutsWorld implements World {
    private final SplitMix64 random;
    private final List<String> people;
    private final List<String> places;
    private final boolean negation;
    private final Map<String, String> whereabouts = new HashMap<>();

    private WhereaboutsWorld(SplitMix64 random, List<String> people, List<String> places, boolean negation) {
        this.random = random;
        this.people = people;
        this.places = places;
        this.negation = negation;
        people.forEach(person -> whereabouts.put(person, random.pick(places)));
    }

    static WhereaboutsWorld negated(SplitMix64 random) {
        return new WhereaboutsWorld(random, Lexicon.PEOPLE, Lexicon.ROOMS, true);
    }

    static WhereaboutsWorld indefinite(SplitMix64 random) {
        return new WhereaboutsWorld(random, Lexicon.TOWNSPEOPLE, Lexicon.TOWN, false);
    }

    @Override
    public void tellTwo(Telling story) {
        for (int told = 0; told < 2; told++) {
            tellOne(story);
        }
    }

    private void tellOne(Telling story) {
        String person = random.pick(people);
        String from = whereabouts.getOrDefault(person, "");
        String to = random.pickOther(places, from);
        whereabouts.put(person, to);
        int kind = random.below(4);
        int id = story.nextId();
        if (kind < 2) {
            story.state(person + " " + random.pick(Lexicon.MOVED) + " the " + to);
            story.happened(new Event(id, MOVE, person, to));
        } else if (kind == 2) {
            story.state(person + " is in the " + to);
            story.happened(new Event(id, BE, person, to));
        } else if (negation) {
            story.state(person + " " + random.pick(Lexicon.IS_NOT) + " the " + from);
            story.happened(new Event(id, LEAVE, person, from));
        } else {
            // In the official files the second place is drawn freely, and so may be the same.
            String other = random.pick(places);
            boolean first = random.coin();
            story.state(person + " is either in the " + (first ? to : other) + " or the " + (first ? other : to));
            story.happened(new Event(id, EITHER, person, to, other));
        }
    }
}
