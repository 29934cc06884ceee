package org.memhop.tasks.babi.generate;

import java.util.ArrayList;
import java.util.List;

/** Task 18: things in order of size, told in pairs, and pairs that follow from two of these. */
final class SizeReasoning implements StoryTeller {
    private record Fact(String small, String big) {}

    private static final int QUESTIONS = 5;
    private static final int BLOCK = 5;
    private static final List<String> CONTAINERS = List.of("box", "chest", "container", "suitcase");

    @Override
    public void tell(Telling story) {
        SplitMix64 random = story.random;
        List<String> bySize = new ArrayList<>(CONTAINERS);
        random.shuffle(bySize);
        bySize.addAll(0, List.of("chocolate", "box of chocolates"));
        List<Fact> facts = new ArrayList<>();
        while (!anyChain(facts)) {
            for (int i = 0; i < BLOCK; i++) {
                int one = random.below(bySize.size());
                int other = random.pickOther(List.of(0, 1, 2, 3, 4, 5), one);
                Fact fact = new Fact(bySize.get(Math.min(one, other)), bySize.get(Math.max(one, other)));
                facts.add(fact);
                story.state(
                        random.coin()
                                ? "the " + fact.small + " fits inside the " + fact.big
                                : "the " + fact.big + " is bigger than the " + fact.small);
            }
        }
        for (int i = 0; i < QUESTIONS; i++) {
            story.ask(question(facts, random));
        }
    }

    private static boolean anyChain(List<Fact> facts) {
        return facts.stream().anyMatch(f -> facts.stream().anyMatch(g -> f.big.equals(g.small)));
    }

    /** About one of the last facts and the first other fact that mentions its bigger, or its smaller, thing. */
    private static Question question(List<Fact> facts, SplitMix64 random) {
        while (true) {
            int start = facts.size() - 1 - random.below(BLOCK);
            boolean yes = random.coin();
            String shared = yes ? facts.get(start).small : facts.get(start).big;
            int end = firstOther(start, shared, facts);
            if (end >= 0 && shared.equals(yes ? facts.get(end).big : facts.get(end).small)) {
                return question(facts, start, end, yes, random);
            }
        }
    }

    private static int firstOther(int start, String shared, List<Fact> facts) {
        for (int i = 0; i < facts.size(); i++) {
            if (i != start
                    && (facts.get(i).small.equals(shared) || facts.get(i).big.equals(shared))) {
                return i;
            }
        }
        return -1;
    }

    private static Question question(List<Fact> facts, int start, int end, boolean yes, SplitMix64 random) {
        String small = facts.get(yes ? end : start).small;
        String big = facts.get(yes ? start : end).big;
        String sentence = random.coin()
                ? "does the " + (yes ? small : big) + " fit in the " + (yes ? big : small)
                : "is the " + (yes ? big : small) + " bigger than the " + (yes ? small : big);
        return new Question(sentence, yes ? "yes" : "no", List.of(start + 1, end + 1));
    }
}
