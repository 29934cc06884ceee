package org.memhop.tasks.babi.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.memhop.tasks.babi.format.BabiLine;
import org.memhop.tasks.babi.format.BabiStory;
import org.memhop.tasks.babi.format.Query;
import org.memhop.tasks.babi.format.Statement;

/** A story while it is being told: its lines, and the events that its statements tell of. */
final class Telling {
    /** How far back questions reach: the official files ask only about the last five events. */
    private static final int REACH = 5;

    final SplitMix64 random;
    private final List<BabiLine> lines = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private int questions;

    Telling(SplitMix64 random) {
        this.random = random;
    }

    /** The id of the line that will be told next. */
    int nextId() {
        return lines.size() + 1;
    }

    /** Adds a statement and returns its id. */
    int state(String sentence) {
        int id = nextId();
        lines.add(new Statement(id, List.of(sentence.split(" "))));
        return id;
    }

    void ask(Question question) {
        lines.add(
                new Query(nextId(), List.of(question.sentence().split(" ")), question.answer(), question.supporting()));
        questions++;
    }

    void happened(Event event) {
        events.add(event);
    }

    int questions() {
        return questions;
    }

    List<Event> events() {
        return events;
    }

    /** The last events, in random order. */
    List<Event> recentEvents() {
        List<Event> recent = new ArrayList<>(events.subList(Math.max(0, events.size() - REACH), events.size()));
        random.shuffle(recent);
        return recent;
    }

    Optional<Event> latest(Predicate<Event> wanted) {
        for (int i = events.size() - 1; i >= 0; i--) {
            if (wanted.test(events.get(i))) {
                return Optional.of(events.get(i));
            }
        }
        return Optional.empty();
    }

    List<Event> all(Predicate<Event> wanted) {
        return events.stream().filter(wanted).toList();
    }

    BabiStory story() {
        return new BabiStory(lines);
    }
}
