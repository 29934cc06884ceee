package org.memhop.tasks.babi.generate;

import static org.memhop.tasks.babi.generate.Event.Act.DROP;
import static org.memhop.tasks.babi.generate.Event.Act.GIVE;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.memhop.tasks.babi.generate.Event.Act;

/** The questions about objects: where they are (task 2) or were (3), who gave them to whom (5), who has them (7, 8). */
final class ObjectQuestions {
    private static final List<String> NUMBERS = List.of("none", "one", "two", "three");

    private ObjectQuestions() {}

    /** "Where is the milk?", once it was dropped in a known place or carried to one. */
    static Optional<Question> whereIs(Event event, Telling story) {
        if (!event.act().isOfObject()) {
            return Optional.empty();
        }
        Event last = story.latest(e -> e.isOf(event.thing())).orElse(event);
        return story.latest(e -> e.isMoveBy(last.actor()) && (last.act() != DROP || e.id() < last.id()))
                .filter(move -> last.act() == DROP || move.id() > last.id())
                .map(move -> new Question("where is the " + last.thing(), move.thing(), List.of(last.id(), move.id())));
    }

    /** "Where was the milk before the kitchen?", once it was carried from one known place to another. */
    static Optional<Question> whereWas(Event event, Telling story) {
        if (!event.act().isOfObject()) {
            return Optional.empty();
        }
        Event last = story.latest(e -> e.isOf(event.thing())).orElse(event);
        int taken = story.latest(e -> e.isGetOf(event.thing())).orElse(event).id();
        int end = last.act() == DROP ? last.id() : story.nextId();
        List<Event> moves = story.all(e -> e.isMoveBy(last.actor()) && e.id() > taken && e.id() < end);
        if (moves.size() < 2) {
            return Optional.empty();
        }
        int to = 0;
        while (to == 0) {
            String place = story.random.pick(moves).thing();
            for (int i = 0; i < moves.size(); i++) {
                to = moves.get(i).thing().equals(place) ? i : to;
            }
        }
        Event before = moves.get(to - 1);
        return Optional.of(new Question(
                "where was the " + last.thing() + " before the " + moves.get(to).thing(),
                before.thing(),
                List.of(last.id(), moves.get(to).id(), before.id())));
    }

    /** Five ways to ask about the last time an object was given. */
    static Optional<Question> whoGave(Event event, Telling story) {
        if (event.act() != GIVE) {
            return Optional.empty();
        }
        Event gift = story.latest(e -> e.act() == GIVE && e.thing().equals(event.thing()))
                .orElse(event);
        String giver = gift.actor();
        String object = gift.thing();
        String receiver = gift.other();
        // The same giver may since have given the same receiver something else, which would be the answer to "what".
        boolean lastBetweenThem = story.latest(e ->
                        e.act() == GIVE && e.actor().equals(giver) && e.other().equals(receiver))
                .equals(Optional.of(gift));
        List<Integer> supporting = List.of(gift.id());
        return Optional.of(
                switch (story.random.below(lastBetweenThem ? 6 : 4)) {
                    case 0 -> new Question("who gave the " + object + " to " + receiver, giver, supporting);
                    case 1 -> new Question("who gave the " + object, giver, supporting);
                    case 2 -> new Question("who received the " + object, receiver, supporting);
                    case 3 -> new Question("who did " + giver + " give the " + object + " to", receiver, supporting);
                    default -> new Question("what did " + giver + " give to " + receiver, object, supporting);
                });
    }

    /** "How many objects is Mary carrying?", of someone who took, dropped or gave something. */
    static Optional<Question> howMany(Event event, Telling story) {
        if (!event.act().isOfObject()) {
            return Optional.empty();
        }
        String person = event.actor();
        List<Integer> supporting = new ArrayList<>();
        int count = 0;
        for (Event e : story.events()) {
            boolean received = e.act() == GIVE && e.other().equals(person);
            if (received || (e.act().isOfObject() && e.actor().equals(person))) {
                supporting.add(e.id());
                count += received || e.act() == Act.GET ? 1 : -1;
            }
        }
        return Optional.of(new Question("how many objects is " + person + " carrying", NUMBERS.get(count), supporting));
    }

    /** "What is Mary carrying?", answered in the order in which she first took each object. */
    static Optional<Question> whatCarried(Event event, Telling story) {
        if (!event.act().isOfObject()) {
            return Optional.empty();
        }
        Map<String, List<Event>> byObject = new LinkedHashMap<>();
        for (Event e : story.all(e -> e.act().isOfObject() && e.actor().equals(event.actor()))) {
            byObject.computeIfAbsent(e.thing(), object -> new ArrayList<>()).add(e);
        }
        List<String> held = new ArrayList<>();
        List<Integer> supporting = new ArrayList<>();
        byObject.forEach((object, events) -> {
            events.forEach(e -> supporting.add(e.id()));
            if (events.get(events.size() - 1).act() == Act.GET) {
                held.add(object);
            }
        });
        String answer = held.isEmpty() ? "nothing" : String.join(",", held);
        return Optional.of(new Question("what is " + event.actor() + " carrying", answer, supporting));
    }
}
