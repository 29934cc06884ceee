package org.memhop.tasks.babi.generate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One person or two together who move, and, where the second move is told by a pronoun, move on at once (tasks 11, 12, 13).
 * No one moves to where one is.
 */
final class CompanyWorld implements World {
    private final SplitMix64 random;
    private final int company;
    private final boolean moveOn;
    private final Map<String, String> places = new HashMap<>();

    /**
     * @param company how many move together, 1 or 2
     * @param moveOn whether each move is followed by a second one of the same people, told by a pronoun
     */
    CompanyWorld(SplitMix64 random, int company, boolean moveOn) {
        this.random = random;
        this.company = company;
        this.moveOn = moveOn;
        Lexicon.PEOPLE.forEach(person -> places.put(person, random.pick(Lexicon.ROOMS)));
    }

    @Override
    public void tellTwo(Telling story) {
        List<String> first = someone();
        move(story, first, String.join(" and ", first));
        if (moveOn) {
            String pronoun = company == 1 ? Lexicon.pronoun(first.get(0)) : "they";
            move(story, first, random.pick(Lexicon.THEN) + " " + pronoun);
        } else {
            List<String> second = someone();
            move(story, second, String.join(" and ", second));
        }
    }

    private List<String> someone() {
        List<String> people = new ArrayList<>(Lexicon.PEOPLE);
        random.shuffle(people);
        return people.subList(0, company);
    }

    private void move(Telling story, List<String> people, String subject) {
        String place = random.pick(Lexicon.ROOMS);
        while (anyIn(place, people)) {
            place = random.pick(Lexicon.ROOMS);
        }
        int id = story.state(subject + " " + random.pick(Lexicon.MOVED) + " the " + place);
        for (String person : people) {
            places.put(person, place);
            story.happened(new Event(id, Event.Act.MOVE, person, place));
        }
    }

    private boolean anyIn(String place, List<String> people) {
        return people.stream().anyMatch(person -> place.equals(places.get(person)));
    }
}
