package org.memhop.tasks.babi.generate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Task 20: what people feel, where that drives them and what they take there; a question follows every statement. */
final class Motivations implements StoryTeller {
    private record Motive(String feeling, String place, String object) {}

    /** Someone with a motive, told in statement {@code id}, who may have gone where it drives and may be done. */
    private record Driven(Motive motive, int id, boolean arrived, boolean done) {}

    private static final List<String> PEOPLE = List.of("antoine", "jason", "sumit", "yann");
    private static final List<Motive> MOTIVES = List.of(
            new Motive("tired", "bedroom", "pajamas"),
            new Motive("bored", "garden", "football"),
            new Motive("hungry", "kitchen", "apple"),
            new Motive("thirsty", "kitchen", "milk"));

    @Override
    public void tell(Telling story) {
        SplitMix64 random = story.random;
        Map<String, Driven> driven = new HashMap<>();
        Set<String> taken = new HashSet<>();
        List<String> active = new ArrayList<>(PEOPLE);
        while (!active.isEmpty()) {
            String person = random.pick(active);
            Driven now = driven.get(person);
            driven.put(person, now == null ? feel(story, person) : act(story, person, now, taken));
            active.removeIf(p -> driven.containsKey(p) && isIdle(Objects.requireNonNull(driven.get(p)), taken));
        }
    }

    /** There is one of each object: who comes too late takes nothing. */
    private static boolean isIdle(Driven someone, Set<String> taken) {
        return someone.done || (someone.arrived && taken.contains(someone.motive.object));
    }

    private static Driven feel(Telling story, String person) {
        Motive motive = story.random.pick(MOTIVES);
        int id = story.state(person + " is " + motive.feeling);
        story.ask(new Question("where will " + person + " go", motive.place, List.of(id)));
        return new Driven(motive, id, false, false);
    }

    private static Driven act(Telling story, String person, Driven now, Set<String> taken) {
        Motive motive = now.motive;
        if (now.arrived) {
            taken.add(motive.object);
            story.state(person + " " + story.random.pick(Lexicon.GOT) + " the " + motive.object + " there");
            ask(story, "why did " + person + " get the " + motive.object, now);
            return new Driven(motive, now.id, true, true);
        }
        story.state(person + " " + story.random.pick(Lexicon.MOVED) + " the " + motive.place);
        ask(story, "why did " + person + " go to the " + motive.place, now);
        return new Driven(motive, now.id, true, false);
    }

    private static void ask(Telling story, String sentence, Driven someone) {
        story.ask(new Question(sentence, someone.motive.feeling, List.of(someone.id)));
    }
}
