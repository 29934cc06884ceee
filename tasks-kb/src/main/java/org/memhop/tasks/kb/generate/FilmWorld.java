package org.memhop.tasks.kb.generate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.memhop.api.ConfigException;
import org.memhop.core.random.Purpose;
import org.memhop.core.random.RandomStream;
import org.memhop.tasks.kb.format.KbPart;
import org.memhop.tasks.kb.format.KbQuestion;
import org.memhop.tasks.kb.format.Triple;

/**
 * A made-up knowledge base about films, people, cities and countries, and questions about it. What is asked of a thing in
 * training is not asked of it again in validation or test, in no other words either: each pair of a subject and the relations
 * that lead to the answer is one question.
 *
 * @param parts {@code one-join} and {@code two-joins}
 */
public record FilmWorld(List<Triple> triples, List<KbPart> parts) {
    /** The kinds of questions, by the triples that an answer follows from. */
    public static final String ONE_JOIN = "one-join";

    public static final String TWO_JOINS = "two-joins";

    /** Questions for training, both kinds together. */
    public static final int STANDARD_QUESTIONS = 1000;

    private static final int LEAST = 20;
    private static final int MOST = 200_000;

    /** Of each part as many questions for validation, and as many for the test, as this part of those for training. */
    private static final int HELD_OUT = 10;

    /**
     * Makes one; the same seed makes the same.
     *
     * @param questions for training, both kinds together, from 20 to 200,000: the world is as large as they need
     */
    public static FilmWorld of(int questions, long seed) {
        if (questions < LEAST || questions > MOST) {
            throw new ConfigException("--questions is " + questions + "; expected " + LEAST + " to " + MOST
                    + " to generate, both kinds together");
        }
        return new Maker(questions, seed).world();
    }

    /** Draws a world. */
    private static final class Maker {
        private final int questions;
        private final RandomStream random;
        private final Map<Kind, List<String>> names = new LinkedHashMap<>();
        private final List<Triple> triples = new ArrayList<>();
        private final Map<String, String> known = new LinkedHashMap<>(); // "subject relation": object
        private final int oneJoin;
        private final int twoJoins;

        Maker(int questions, long seed) {
            this.questions = questions;
            random = new RandomStream(seed, Purpose.KNOWLEDGE);
            int films = 1;
            while (pairs(Asking.oneJoin(), films) + pairs(Asking.twoJoins(), films)
                    < questions + 2 * (questions / HELD_OUT + 2)) {
                films++;
            }
            for (Kind kind : Kind.values()) {
                names.put(kind, kind.names(films));
            }
            oneJoin = pairs(Asking.oneJoin(), films);
            twoJoins = pairs(Asking.twoJoins(), films);
        }

        FilmWorld world() {
            for (Kind kind : Kind.values()) {
                for (String subject : named(kind)) {
                    for (Relation relation : Relation.values()) {
                        if (relation.from() == kind) {
                            know(subject, relation);
                        }
                    }
                }
            }
            int simple = (int) ((long) questions * oneJoin / (oneJoin + twoJoins));
            return new FilmWorld(
                    triples,
                    List.of(
                            part(ONE_JOIN, Asking.oneJoin(), simple),
                            part(TWO_JOINS, Asking.twoJoins(), questions - simple)));
        }

        private void know(String subject, Relation relation) {
            List<String> objects = named(relation.to());
            String object = objects.get(random.nextInt(objects.size()));
            triples.add(new Triple(subject, relation.word(), object));
            known.put(subject + " " + relation.word(), object);
        }

        private KbPart part(String name, List<Asking> kinds, int count) {
            List<KbQuestion> all = new ArrayList<>();
            for (Asking kind : kinds) {
                for (String subject : named(kind.joins().get(0).from())) {
                    all.add(ask(kind, subject));
                }
            }
            List<KbQuestion> drawn = new ArrayList<>();
            for (int i : random.permutation(all.size())) {
                drawn.add(all.get(i));
            }
            int held = Math.max(1, count / HELD_OUT);
            return new KbPart(
                    name,
                    drawn.subList(0, count),
                    Optional.of(drawn.subList(count, count + held)),
                    drawn.subList(count + held, count + 2 * held));
        }

        private KbQuestion ask(Asking kind, String subject) {
            String answer = subject;
            for (Relation relation : kind.joins()) {
                answer = known.getOrDefault(answer + " " + relation.word(), "");
            }
            String phrasing =
                    kind.phrasings().get(random.nextInt(kind.phrasings().size()));
            return new KbQuestion(List.of(phrasing.formatted(subject).split(" ")), answer);
        }

        /** How many different things there are to be asked. */
        private static int pairs(List<Asking> kinds, int films) {
            return kinds.stream()
                    .mapToInt(kind -> kind.joins().get(0).from().count(films))
                    .sum();
        }

        private List<String> named(Kind kind) {
            return names.getOrDefault(kind, List.of());
        }
    }
}
