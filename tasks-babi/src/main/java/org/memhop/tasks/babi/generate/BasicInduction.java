package org.memhop.tasks.babi.generate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Task 16: five animals, the colours of four, and the colour of the fifth by its likeness to the companion of its kind that was
 * introduced last.
 *
 * <p>A kind has a colour for as long as no further member is introduced, and then gets another by chance; who is coloured takes the
 * kind's colour of that time. Kinds of three members are never asked about.
 */
final class BasicInduction implements StoryTeller {
    private record Animal(String name, String kind, int id) {}

    /** The colour of an animal, told in statement {@code id}. */
    private record Coat(String colour, int id) {}

    private static final List<String> NAMES = List.of("lily", "bernhard", "brian", "julius", "greg");
    private static final List<String> KINDS = List.of("frog", "lion", "swan", "rhino");
    private static final List<String> COLOURS = List.of("green", "white", "yellow", "gray");

    @Override
    public void tell(Telling story) {
        SplitMix64 random = story.random;
        List<String> order = order(random);
        List<String> coloured = order.stream()
                .filter(name -> Collections.frequency(order, name) == 2)
                .toList();
        String asked = NAMES.stream()
                .filter(name -> !coloured.contains(name))
                .findFirst()
                .orElseThrow();
        Map<String, String> kinds = kinds(asked, random);

        Map<String, String> colourOfKind = new HashMap<>();
        List<Animal> animals = new ArrayList<>();
        Map<String, Coat> coats = new HashMap<>();
        Set<String> introduced = new HashSet<>();
        for (String name : order) {
            String kind = Objects.requireNonNull(kinds.get(name));
            if (introduced.add(name)) {
                animals.add(new Animal(name, kind, story.state(name + " is a " + kind)));
                colourOfKind.put(kind, random.pick(COLOURS));
            } else {
                String colour = Objects.requireNonNull(colourOfKind.get(kind));
                coats.put(name, new Coat(colour, story.state(name + " is " + colour)));
            }
        }
        ask(story, asked, animals, coats);
    }

    /** Of whom each statement is: every name comes up at random, once for its kind, later, but for one name, for its colour. */
    private static List<String> order(SplitMix64 random) {
        List<String> order = new ArrayList<>();
        while (order.size() < 2 * NAMES.size() - 1) {
            String name = random.pick(NAMES);
            if (Collections.frequency(order, name) < 2) {
                order.add(name);
            }
        }
        return order;
    }

    private static Map<String, String> kinds(String asked, SplitMix64 random) {
        Map<String, String> kinds = new HashMap<>();
        do {
            NAMES.forEach(name -> kinds.put(name, random.pick(KINDS)));
        } while (unfit(Collections.frequency(kinds.values(), kinds.get(asked))));
        return kinds;
    }

    private static boolean unfit(int members) {
        return members == 1 || members == 3;
    }

    private static void ask(Telling story, String asked, List<Animal> animals, Map<String, Coat> coats) {
        Animal animal =
                animals.stream().filter(a -> a.name.equals(asked)).findFirst().orElseThrow();
        Animal companion = animal;
        for (Animal other : animals) {
            companion = other.kind.equals(animal.kind) && !other.equals(animal) ? other : companion;
        }
        Coat coat = Objects.requireNonNull(coats.get(companion.name));
        story.ask(new Question("what color is " + asked, coat.colour, List.of(animal.id, companion.id, coat.id)));
    }
}
