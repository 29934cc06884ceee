package org.memhop.tasks.babi.generate;

import java.util.ArrayList;
import java.util.List;
import org.memhop.tasks.babi.generate.RoomPlan.Fact;

/** Task 4: three rooms in a row, and what lies beside one of them. */
final class TwoArgRelations implements StoryTeller {
    @Override
    public void tell(Telling story) {
        SplitMix64 random = story.random;
        List<String> rooms = new ArrayList<>(Lexicon.ROOMS);
        random.shuffle(rooms);
        rooms = rooms.subList(0, 3);
        Compass direction = random.pick(List.of(Compass.values()));
        RoomPlan plan = new RoomPlan(random);
        plan.join(new Fact(rooms.get(1), direction, rooms.get(0)));
        plan.join(new Fact(rooms.get(2), direction.opposite(), rooms.get(0)));
        List<Fact> told = plan.told(rooms);
        told.forEach(fact -> story.state(fact.sentence()));
        int asked = random.below(2);
        Fact fact = told.get(asked);
        String sentence = random.coin()
                ? "what is " + fact.direction().word() + " of the " + fact.of()
                : "what is the " + fact.of() + " " + fact.direction().opposite().word() + " of";
        story.ask(new Question(sentence, fact.room(), List.of(asked + 1)));
    }
}
