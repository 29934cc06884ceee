package org.memhop.tasks.babi.generate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Task 14: who went where on which part of the day, told out of order. Each person moves once in each part, in time; the
 * statements between two questions are put in another order, in which none keeps its place.
 */
final class TimeReasoning implements StoryTeller {
    private static final List<String> TIMES = List.of("yesterday", "this morning", "this afternoon", "this evening");

    @Override
    public void tell(Telling story) {
        SplitMix64 random = story.random;
        Map<String, List<String>> visits = new HashMap<>();
        List<Event> recent = new ArrayList<>();
        List<Event> untold = new ArrayList<>();
        Map<String, Integer> ids = new HashMap<>();
        while (story.questions() < EventStories.QUESTIONS) {
            for (int i = 0; i < 2; i++) {
                Event visit = visit(random, visits);
                untold.add(visit);
                recent.add(visit);
            }
            while (recent.size() > 5) {
                recent.remove(0);
            }
            Optional<Event> asked = later(recent, random);
            if (asked.isPresent()) {
                random.cycle(untold);
                for (Event visit : untold) {
                    ids.put(key(visit.actor(), visit.id()), story.state(words(visit, random)));
                }
                untold.clear();
                story.ask(question(asked.get(), visits.getOrDefault(asked.get().actor(), List.of()), ids));
            }
        }
    }

    /** Someone's next visit; its id is the number of the part of the day. */
    private static Event visit(SplitMix64 random, Map<String, List<String>> visits) {
        String person = random.pick(Lexicon.TOWNSPEOPLE);
        while (visits.getOrDefault(person, List.of()).size() == TIMES.size()) {
            person = random.pick(Lexicon.TOWNSPEOPLE);
        }
        List<String> places = visits.computeIfAbsent(person, p -> new ArrayList<>());
        String place = random.pickOther(Lexicon.TOWN, places.isEmpty() ? "" : places.get(places.size() - 1));
        places.add(place);
        return new Event(places.size() - 1, Event.Act.MOVE, person, place);
    }

    /** One of the visits before which the same person was elsewhere. */
    private static Optional<Event> later(List<Event> visits, SplitMix64 random) {
        List<Event> later = visits.stream().filter(visit -> visit.id() > 0).toList();
        return later.isEmpty() ? Optional.empty() : Optional.of(random.pick(later));
    }

    private static Question question(Event asked, List<String> places, Map<String, Integer> ids) {
        // Of two visits to the place, the later one is meant.
        int time = places.lastIndexOf(asked.thing());
        return new Question(
                "where was " + asked.actor() + " before the " + asked.thing(),
                places.get(time - 1),
                List.of(
                        Objects.requireNonNull(ids.get(key(asked.actor(), time))),
                        Objects.requireNonNull(ids.get(key(asked.actor(), time - 1)))));
    }

    private static String key(String person, int time) {
        return person + time;
    }

    private static String words(Event visit, SplitMix64 random) {
        String told = visit.actor() + " " + random.pick(Lexicon.MOVED) + " the " + visit.thing();
        String time = TIMES.get(visit.id());
        return random.coin() ? time + " " + told : told + " " + time;
    }
}
