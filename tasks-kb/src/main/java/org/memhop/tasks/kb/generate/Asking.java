package org.memhop.tasks.kb.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A kind of question: the relations that lead from the subject to the answer, one after the other, and the ways of asking.
 */
record Asking(List<Relation> joins, List<String> phrasings) {
    /** The questions that need a single triple. */
    static List<Asking> oneJoin() {
        List<Asking> all = new ArrayList<>();
        for (Relation relation : Relation.values()) {
            all.add(new Asking(List.of(relation), relation.asked()));
        }
        return all;
    }

    /** Those that need two: about somebody of a film, and about the country of somebody's city. */
    static List<Asking> twoJoins() {
        List<Asking> all = new ArrayList<>();
        for (Role role : Role.values()) {
            for (Relation relation : List.of(Relation.BORN_IN, Relation.LIVES_IN, Relation.SPEAKS)) {
                List<String> phrasings = relation.asked().stream()
                        .map(asked -> asked.formatted(role.phrase()))
                        .toList();
                all.add(new Asking(List.of(role.relation, relation), phrasings));
            }
        }
        all.add(new Asking(
                List.of(Relation.BORN_IN, Relation.IN_COUNTRY),
                List.of("in which country was %s born", "which country was %s born in")));
        all.add(new Asking(
                List.of(Relation.LIVES_IN, Relation.IN_COUNTRY),
                List.of("in which country does %s live", "which country does %s live in")));
        return all;
    }

    /** Who somebody is to a film. */
    private enum Role {
        DIRECTOR(Relation.DIRECTED_BY),
        WRITER(Relation.WRITTEN_BY),
        STAR(Relation.STARRING);

        private final Relation relation;

        Role(Relation relation) {
            this.relation = relation;
        }

        String phrase() {
            return "the " + name().toLowerCase(Locale.ROOT) + " of %s";
        }
    }
}
