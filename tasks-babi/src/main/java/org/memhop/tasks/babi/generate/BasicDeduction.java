package org.memhop.tasks.babi.generate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Task 15: which animals each kind is afraid of, who is of which kind, and so what each is afraid of. */
final class BasicDeduction implements StoryTeller {
    private record Kind(String one, String many) {}

    /** That {@code what} is feared, told in statement {@code id}. */
    private record Fear(Kind what, int id) {}

    private record Member(Kind kind, int id) {}

    private static final int QUESTIONS = 4;
    private static final List<String> NAMES = List.of("gertrude", "winona", "emily", "jessica");
    private static final List<Kind> KINDS = List.of(
            new Kind("mouse", "mice"), new Kind("wolf", "wolves"), new Kind("cat", "cats"), new Kind("sheep", "sheep"));

    @Override
    public void tell(Telling story) {
        SplitMix64 random = story.random;
        Map<Kind, Fear> fears = new HashMap<>();
        Map<String, Member> members = new HashMap<>();
        while (fears.size() < KINDS.size() || members.size() < NAMES.size()) {
            Kind kind = random.pick(KINDS);
            String name = random.pick(NAMES);
            // Someone is said to be a mouse only after it was said what mice fear.
            if (!fears.containsKey(kind)) {
                Kind feared = random.pickOther(KINDS, kind);
                fears.put(kind, new Fear(feared, story.state(kind.many + " are afraid of " + feared.many)));
            } else if (!members.containsKey(name)) {
                members.put(name, new Member(kind, story.state(name + " is a " + kind.one)));
            }
        }
        for (int i = 0; i < QUESTIONS; i++) {
            String asked = random.pick(NAMES);
            Member member = Objects.requireNonNull(members.get(asked));
            Fear fear = Objects.requireNonNull(fears.get(member.kind));
            story.ask(new Question("what is " + asked + " afraid of", fear.what.one, List.of(member.id, fear.id)));
        }
    }
}
