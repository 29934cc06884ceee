package org.memhop.tasks.babi.generate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.memhop.tasks.babi.format.Statement;

/** Answers questions about how things lie, compare and belong together (tasks 4 and 15 to 20) by rules over the text. */
final class RelationRules {
    private static final Map<String, int[]> STEPS = Map.of(
            "north",
            new int[] {0, 1},
            "south",
            new int[] {0, -1},
            "east",
            new int[] {1, 0},
            "west",
            new int[] {-1, 0},
            "above",
            new int[] {0, 1},
            "below",
            new int[] {0, -1},
            "right",
            new int[] {1, 0},
            "left",
            new int[] {-1, 0});
    private static final Pattern LIES = Pattern.compile(
            "(?:is )?the (.+?) (?:is )?(?:to the )?(north|south|east|west|above|below|right|left) (?:of )?the (.+)");
    private static final Pattern INSIDE = Pattern.compile("(?:does )?the (.+) fits? in(?:side)? the (.+)");
    private static final Pattern BIGGER = Pattern.compile("(?:is )?the (.+?) (?:is )?bigger than the (.+)");

    private RelationRules() {}

    private static String text(List<String> words) {
        return String.join(" ", words);
    }

    private static Matcher match(Pattern pattern, List<String> words) {
        Matcher matcher = pattern.matcher(text(words));
        matcher.matches();
        return matcher;
    }

    /** Task 4. */
    static String beside(List<Statement> story, List<String> question) {
        boolean turned = question.get(2).equals("the");
        String of = turned ? question.get(3) : question.get(5);
        int[] step = STEPS.getOrDefault(question.get(turned ? 4 : 2), new int[2]);
        int sign = turned ? -1 : 1;
        for (Statement statement : story) {
            Matcher lies = match(LIES, statement.words());
            int[] told = STEPS.getOrDefault(lies.group(2), new int[2]);
            if (lies.group(3).equals(of) && told[0] == sign * step[0] && told[1] == sign * step[1]) {
                return lies.group(1);
            }
            if (lies.group(1).equals(of) && told[0] == -sign * step[0] && told[1] == -sign * step[1]) {
                return lies.group(3);
            }
        }
        return "unknown";
    }

    /** Task 17. */
    static String relative(List<Statement> story, List<String> question) {
        Map<String, int[]> at = new HashMap<>();
        at.put(match(LIES, story.get(0).words()).group(1), new int[2]);
        for (int round = 0; round < story.size(); round++) {
            for (Statement statement : story) {
                Matcher lies = match(LIES, statement.words());
                int[] step = STEPS.getOrDefault(lies.group(2), new int[2]);
                int[] one = at.get(lies.group(1));
                int[] other = at.get(lies.group(3));
                if (one == null && other != null) {
                    at.put(lies.group(1), new int[] {other[0] + step[0], other[1] + step[1]});
                } else if (other == null && one != null) {
                    at.put(lies.group(3), new int[] {one[0] - step[0], one[1] - step[1]});
                }
            }
        }
        Matcher asked = match(LIES, question);
        int[] step = STEPS.getOrDefault(asked.group(2), new int[2]);
        int[] one = at.getOrDefault(asked.group(1), new int[2]);
        int[] other = at.getOrDefault(asked.group(3), new int[2]);
        return step[0] * (one[0] - other[0]) + step[1] * (one[1] - other[1]) > 0 ? "yes" : "no";
    }

    /** Task 18. */
    static String fits(List<Statement> story, List<String> question) {
        Map<String, Set<String>> bigger = new HashMap<>();
        for (Statement statement : story) {
            String[] pair = smallAndBig(statement.words());
            bigger.computeIfAbsent(pair[0], k -> new HashSet<>()).add(pair[1]);
        }
        String[] asked = smallAndBig(question);
        Deque<String> todo = new ArrayDeque<>(List.of(asked[0]));
        Set<String> seen = new HashSet<>(todo);
        while (!todo.isEmpty()) {
            for (String next : bigger.getOrDefault(todo.pop(), Set.of())) {
                if (seen.add(next)) {
                    todo.add(next);
                }
            }
        }
        return seen.contains(asked[1]) ? "yes" : "no";
    }

    private static String[] smallAndBig(List<String> words) {
        Matcher inside = match(INSIDE, words);
        if (inside.matches()) {
            return new String[] {inside.group(1), inside.group(2)};
        }
        Matcher compared = match(BIGGER, words);
        return new String[] {compared.group(2), compared.group(1)};
    }

    /** Task 19. */
    static String path(List<Statement> story, List<String> question) {
        Map<String, Map<String, String>> ways = new HashMap<>();
        Map<String, String> opposite = Map.of("north", "s", "south", "n", "east", "w", "west", "e");
        for (Statement statement : story) {
            Matcher lies = match(LIES, statement.words());
            ways.computeIfAbsent(lies.group(3), k -> new HashMap<>())
                    .put(lies.group(1), lies.group(2).substring(0, 1));
            ways.computeIfAbsent(lies.group(1), k -> new HashMap<>())
                    .put(lies.group(3), opposite.getOrDefault(lies.group(2), ""));
        }
        String goal = question.get(question.size() - 1);
        Map<String, List<String>> paths = new HashMap<>(Map.of(question.get(6), List.of()));
        Deque<String> todo = new ArrayDeque<>(paths.keySet());
        while (!todo.isEmpty()) {
            String here = todo.pop();
            ways.getOrDefault(here, Map.of()).forEach((there, step) -> {
                if (!paths.containsKey(there)) {
                    List<String> path = new ArrayList<>(paths.getOrDefault(here, List.of()));
                    path.add(step);
                    paths.put(there, path);
                    todo.add(there);
                }
            });
        }
        return String.join(",", paths.getOrDefault(goal, List.of()));
    }

    /** Task 15. */
    static String afraidOf(List<Statement> story, List<String> question) {
        Map<String, String> one = Map.of("mice", "mouse", "wolves", "wolf", "cats", "cat", "sheep", "sheep");
        String kind = "";
        for (Statement statement : story) {
            List<String> words = statement.words();
            kind = words.get(0).equals(question.get(2)) && words.get(1).equals("is") ? words.get(3) : kind;
        }
        for (Statement statement : story) {
            List<String> words = statement.words();
            if (words.get(1).equals("are") && kind.equals(one.get(words.get(0)))) {
                return one.getOrDefault(words.get(4), "");
            }
        }
        return "unknown";
    }

    /** Task 16: the colour of the last introduced other of the same kind. */
    static String colour(List<Statement> story, List<String> question) {
        Map<String, String> kinds = new HashMap<>();
        Map<String, String> colours = new HashMap<>();
        List<String> introduced = new ArrayList<>();
        for (Statement statement : story) {
            List<String> words = statement.words();
            if (words.contains("a")) {
                kinds.put(words.get(0), words.get(3));
                introduced.add(words.get(0));
            } else {
                colours.put(words.get(0), words.get(2));
            }
        }
        String asked = question.get(3);
        String answer = "unknown";
        for (String name : introduced) {
            boolean companion =
                    !name.equals(asked) && kinds.getOrDefault(name, "").equals(kinds.get(asked));
            answer = companion ? colours.getOrDefault(name, "unknown") : answer;
        }
        return answer;
    }

    /** Task 20. */
    static String motive(List<Statement> story, List<String> question) {
        Map<String, String> drives =
                Map.of("tired", "bedroom", "bored", "garden", "hungry", "kitchen", "thirsty", "kitchen");
        String feeling = "";
        for (Statement statement : story) {
            List<String> words = statement.words();
            feeling = words.get(0).equals(question.get(2)) && words.get(1).equals("is") ? words.get(2) : feeling;
        }
        return question.get(0).equals("why") ? feeling : drives.getOrDefault(feeling, "unknown");
    }
}
