package org.memhop.tasks.babi.generate;

import java.util.ArrayList;
import java.util.List;

/** Task 17: two shapes beside a third, and how the two lie to each other. */
final class PositionalReasoning implements StoryTeller {
    /** A direction on the page, with its step to the right and up. */
    private enum Side {
        LEFT("to the left of", -1, 0),
        RIGHT("to the right of", 1, 0),
        ABOVE("above", 0, 1),
        BELOW("below", 0, -1);

        private final String words;
        private final int right;
        private final int up;

        Side(String words, int right, int up) {
            this.words = words;
            this.right = right;
            this.up = up;
        }

        Side opposite() {
            return values()[ordinal() ^ 1];
        }
    }

    private static final int QUESTIONS = 8;
    private static final List<Side> SIDES = List.of(Side.values());
    private static final List<String> SHAPES =
            List.of("triangle", "pink rectangle", "blue square", "red sphere", "yellow square", "red square");

    @Override
    public void tell(Telling story) {
        SplitMix64 random = story.random;
        List<String> shapes = new ArrayList<>(SHAPES);
        random.shuffle(shapes);
        List<Side> sides = new ArrayList<>(SIDES);
        random.shuffle(sides);
        for (int i = 0; i < 2; i++) {
            story.state(place(shapes.get(i), sides.get(i), shapes.get(2), random));
        }
        for (int i = 0; i < QUESTIONS; i++) {
            int first = random.below(2);
            story.ask(question(shapes.get(first), shapes.get(1 - first), sides, first, random));
        }
    }

    /** That {@code shape} lies on a side of {@code middle}, two times of three told of the middle. */
    private static String place(String shape, Side side, String middle, SplitMix64 random) {
        return random.below(3) > 0 ? sentence(middle, side.opposite(), shape) : sentence(shape, side, middle);
    }

    private static String sentence(String shape, Side side, String of) {
        return "the " + shape + " is " + side.words + " the " + of;
    }

    private static Question question(String shape, String of, List<Side> sides, int first, SplitMix64 random) {
        Side here = sides.get(first);
        Side there = sides.get(1 - first);
        boolean yes = random.coin();
        List<Side> fitting = SIDES.stream()
                .filter(s -> yes == (s.right * (here.right - there.right) + s.up * (here.up - there.up) > 0))
                .toList();
        return new Question(
                "is the " + shape + " " + random.pick(fitting).words + " the " + of,
                yes ? "yes" : "no",
                List.of(first + 1, 2 - first));
    }
}
