package org.memhop.tasks.babi.generate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.memhop.tasks.babi.format.Statement;

/** Answers questions about where people are (tasks 1, 6, 9 to 14) by rules over the text alone. */
final class PersonRules {
    private static final Set<String> PRONOUNS = Set.of("he", "she", "they");
    private static final List<String> TIMES = List.of("yesterday", "morning", "afternoon", "evening");

    private PersonRules() {}

    /** "Where is X", "Is X in the P": the places where each may be, or, after "not", where no one is. */
    static String whereOrWhether(List<Statement> story, List<String> question) {
        Map<String, Set<String>> in = new HashMap<>();
        Map<String, String> notIn = new HashMap<>();
        List<String> subjects = List.of();
        for (Statement statement : story) {
            List<String> words = statement.words();
            if (words.stream().noneMatch(PRONOUNS::contains)) {
                subjects = words.get(1).equals("and") ? List.of(words.get(0), words.get(2)) : List.of(words.get(0));
            }
            String place = words.get(words.size() - 1);
            Set<String> places = new HashSet<>(Set.of(place));
            if (words.contains("either")) {
                places.add(words.get(words.indexOf("or") - 1));
            }
            boolean not = words.contains("not") || words.contains("no");
            boolean aboutObject = words.stream().anyMatch(Set.of("apple", "football", "milk")::contains);
            for (String subject : aboutObject ? List.<String>of() : subjects) {
                if (not) {
                    notIn.put(subject, place);
                    in.remove(subject);
                } else {
                    in.put(subject, places);
                    notIn.remove(subject);
                }
            }
        }
        if (question.get(0).equals("where")) {
            return String.join(" ", in.getOrDefault(question.get(2), Set.of()));
        }
        String asked = question.get(question.size() - 1);
        Set<String> known = in.get(question.get(1));
        if (known == null) {
            return asked.equals(notIn.get(question.get(1))) ? "no" : "unknown";
        }
        if (!known.contains(asked)) {
            return "no";
        }
        // "Either in the school or the school" stays open in the official files.
        boolean open = story.stream()
                .filter(s -> s.words().get(0).equals(question.get(1)))
                .reduce((a, b) -> b)
                .orElseThrow()
                .words()
                .contains("either");
        return open ? "maybe" : "yes";
    }

    /** "Where was X before the P", with the parts of the day told out of order. */
    static String whereBefore(List<Statement> story, List<String> question) {
        Map<Integer, String> places = new HashMap<>();
        for (Statement statement : story) {
            List<String> words = new ArrayList<>(statement.words());
            int time = 0;
            for (String word : statement.words()) {
                time = Math.max(time, TIMES.indexOf(word));
            }
            words.removeAll(TIMES);
            words.remove("this");
            if (words.get(0).equals(question.get(2))) {
                places.put(time, words.get(words.size() - 1));
            }
        }
        for (int time = TIMES.size() - 1; time > 0; time--) {
            if (question.get(question.size() - 1).equals(places.get(time))) {
                return places.getOrDefault(time - 1, "unknown");
            }
        }
        return "unknown";
    }
}
