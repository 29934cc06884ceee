package org.memhop.tasks.babi.generate;

import static org.memhop.tasks.babi.generate.Event.Act.DROP;
import static org.memhop.tasks.babi.generate.Event.Act.GET;
import static org.memhop.tasks.babi.generate.Event.Act.GIVE;
import static org.memhop.tasks.babi.generate.Event.Act.MOVE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.memhop.tasks.babi.generate.Event.Act;

/**
 * People who walk about, pick objects up, put them down and give them to each other (tasks 1, 2, 3, 5, 6, 7, 8).
 *
 * <p>All begin in random places, of which nothing is told. At each step someone tries a random act; what cannot be done (a move
 * to where one is, taking what is elsewhere) is not done, and another tries.
 */
final class CarryingWorld implements World {
    /** The official files tell of giving as often as if it were four of seven acts to try. */
    private static final List<Act> WITH_GIVING = List.of(MOVE, GET, DROP, GIVE, GIVE, GIVE, GIVE);

    private final SplitMix64 random;
    private final List<String> people;
    private final List<Act> acts;
    private final boolean alwaysGetThere;
    private final Map<String, String> places = new HashMap<>();
    private final Map<String, String> objectPlaces = new HashMap<>();
    private final Map<String, String> holders = new HashMap<>();

    private CarryingWorld(SplitMix64 random, List<String> people, List<Act> acts, boolean alwaysGetThere) {
        this.random = random;
        this.people = people;
        this.acts = acts;
        this.alwaysGetThere = alwaysGetThere;
        people.forEach(person -> places.put(person, random.pick(Lexicon.ROOMS)));
        Lexicon.OBJECTS.forEach(object -> objectPlaces.put(object, random.pick(Lexicon.ROOMS)));
    }

    static CarryingWorld moving(SplitMix64 random) {
        return new CarryingWorld(random, Lexicon.PEOPLE, List.of(MOVE), true);
    }

    static CarryingWorld carrying(SplitMix64 random) {
        return new CarryingWorld(random, Lexicon.PEOPLE, List.of(MOVE, GET, DROP), true);
    }

    /** As {@link #carrying}, but mostly told without "there" when an object is taken (task 3). */
    static CarryingWorld carryingTersely(SplitMix64 random) {
        return new CarryingWorld(random, Lexicon.PEOPLE, List.of(MOVE, GET, DROP), false);
    }

    static CarryingWorld giving(SplitMix64 random, List<String> people) {
        return new CarryingWorld(random, people, WITH_GIVING, true);
    }

    @Override
    public void tellTwo(Telling story) {
        for (int told = 0; told < 2; told++) {
            Optional<Event> event = attempt(story.nextId());
            while (event.isEmpty()) {
                event = attempt(story.nextId());
            }
            story.state(words(event.get()));
            story.happened(event.get());
        }
    }

    private Optional<Event> attempt(int id) {
        String actor = random.pick(people);
        return switch (random.pick(acts)) {
            case MOVE -> move(id, actor);
            case GET -> get(id, actor);
            case DROP -> drop(id, actor);
            default -> give(id, actor);
        };
    }

    private Optional<Event> move(int id, String actor) {
        String place = random.pick(Lexicon.ROOMS);
        if (place.equals(places.put(actor, place))) {
            return Optional.empty();
        }
        return Optional.of(new Event(id, MOVE, actor, place));
    }

    private Optional<Event> get(int id, String actor) {
        List<String> here = new ArrayList<>();
        for (String object : Lexicon.OBJECTS) {
            if (!holders.containsKey(object) && place(actor).equals(objectPlaces.get(object))) {
                here.add(object);
            }
        }
        if (here.isEmpty()) {
            return Optional.empty();
        }
        String object = random.pick(here);
        holders.put(object, actor);
        return Optional.of(new Event(id, GET, actor, object));
    }

    private Optional<Event> drop(int id, String actor) {
        List<String> held = heldBy(actor);
        if (held.isEmpty()) {
            return Optional.empty();
        }
        String object = random.pick(held);
        holders.remove(object);
        objectPlaces.put(object, place(actor));
        return Optional.of(new Event(id, DROP, actor, object));
    }

    private Optional<Event> give(int id, String actor) {
        List<String> held = heldBy(actor);
        if (held.isEmpty()) {
            return Optional.empty();
        }
        List<String> near = new ArrayList<>();
        for (String person : people) {
            if (!person.equals(actor) && place(person).equals(place(actor))) {
                near.add(person);
            }
        }
        if (near.isEmpty()) {
            return Optional.empty();
        }
        // In the official files the first in order is given, and to the first in order.
        String object = held.get(0);
        String receiver = near.get(0);
        holders.put(object, receiver);
        return Optional.of(new Event(id, GIVE, actor, object, receiver));
    }

    private String place(String person) {
        return places.getOrDefault(person, "");
    }

    private List<String> heldBy(String person) {
        List<String> held = new ArrayList<>();
        for (String object : Lexicon.OBJECTS) {
            if (person.equals(holders.get(object))) {
                held.add(object);
            }
        }
        return held;
    }

    private String words(Event event) {
        String thing = " the " + event.thing();
        return event.actor() + " "
                + switch (event.act()) {
                    case MOVE -> random.pick(Lexicon.MOVED) + thing;
                    case GET -> random.pick(Lexicon.GOT) + thing + (alwaysGetThere ? " there" : sometimesThere());
                    case DROP -> random.pick(Lexicon.DROPPED) + thing + sometimesThere();
                    default -> random.pick(Lexicon.GAVE) + thing + " to " + event.other();
                };
    }

    private String sometimesThere() {
        return random.below(5) == 0 ? " there" : "";
    }
}
