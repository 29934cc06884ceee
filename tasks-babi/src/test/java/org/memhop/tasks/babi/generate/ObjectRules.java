package org.memhop.tasks.babi.generate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.memhop.tasks.babi.format.Statement;

/** Answers questions about objects (tasks 2, 3, 5, 7, 8) by following people and objects through the text. */
final class ObjectRules {
    private static final Set<String> OBJECTS = Set.of("apple", "football", "milk");
    private static final Set<String> GET = Set.of("got", "grabbed", "took", "picked");
    private static final Set<String> GIVE = Set.of("gave", "handed", "passed");
    private static final List<String> NUMBERS = List.of("none", "one", "two", "three");

    private record Gift(String giver, String object, String receiver) {}

    private final Map<String, String> places = new HashMap<>();
    private final Map<String, Set<String>> held = new HashMap<>();
    private final Map<String, Set<String>> everHeld = new HashMap<>();
    private final Map<String, List<String>> trails = new HashMap<>();
    private final List<Gift> gifts = new ArrayList<>();

    private ObjectRules(List<Statement> story) {
        story.forEach(statement -> follow(statement.words()));
    }

    static String answer(List<Statement> story, List<String> question) {
        return new ObjectRules(story).answer(question);
    }

    private void follow(List<String> words) {
        String actor = words.get(0);
        String object = words.stream().filter(OBJECTS::contains).findFirst().orElse("");
        if (object.isEmpty()) {
            places.put(actor, words.get(words.size() - 1));
            held.getOrDefault(actor, Set.of()).forEach(carried -> isWith(actor, carried));
        } else if (GET.contains(words.get(1))) {
            take(actor, object);
        } else {
            isWith(actor, object);
            held.values().forEach(things -> things.remove(object));
            if (GIVE.contains(words.get(1))) {
                String receiver = words.get(words.size() - 1);
                gifts.add(new Gift(actor, object, receiver));
                take(receiver, object);
            }
        }
    }

    private void take(String person, String object) {
        held.computeIfAbsent(person, p -> new LinkedHashSet<>()).add(object);
        everHeld.computeIfAbsent(person, p -> new LinkedHashSet<>()).add(object);
        isWith(person, object);
    }

    private void isWith(String person, String object) {
        String place = places.get(person);
        List<String> trail = trails.computeIfAbsent(object, o -> new ArrayList<>());
        if (place != null && (trail.isEmpty() || !trail.get(trail.size() - 1).equals(place))) {
            trail.add(place);
        }
    }

    private String answer(List<String> q) {
        String last = q.get(q.size() - 1);
        String start = q.get(0) + " " + q.get(1);
        return switch (start) {
            case "where is" -> {
                List<String> trail = trails.getOrDefault(last, List.of());
                yield trail.isEmpty() ? "unknown" : trail.get(trail.size() - 1);
            }
            case "where was" -> {
                List<String> trail = trails.getOrDefault(q.get(3), List.of());
                int at = trail.lastIndexOf(last);
                yield at < 1 ? "unknown" : trail.get(at - 1);
            }
            case "how many" -> NUMBERS.get(held.getOrDefault(q.get(4), Set.of()).size());
            case "what is" -> {
                Set<String> now = held.getOrDefault(q.get(2), Set.of());
                List<String> ordered = everHeld.getOrDefault(q.get(2), Set.of()).stream()
                        .filter(now::contains)
                        .toList();
                yield ordered.isEmpty() ? "nothing" : String.join(",", ordered);
            }
            case "what did" -> gift(q.get(2), "", last).object;
            case "who did" -> gift(q.get(2), q.get(5), "").receiver;
            case "who received" -> gift("", last, "").receiver;
            default -> gift("", q.get(3), q.size() > 4 ? last : "").giver;
        };
    }

    private Gift gift(String giver, String object, String receiver) {
        Gift found = new Gift("unknown", "unknown", "unknown");
        for (Gift gift : gifts) {
            boolean fits = (giver.isEmpty() || gift.giver.equals(giver))
                    && (object.isEmpty() || gift.object.equals(object))
                    && (receiver.isEmpty() || gift.receiver.equals(receiver));
            found = fits ? gift : found;
        }
        return found;
    }
}
