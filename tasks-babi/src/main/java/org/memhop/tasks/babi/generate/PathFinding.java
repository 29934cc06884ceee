package org.memhop.tasks.babi.generate;

import java.util.ArrayList;
import java.util.List;
import org.memhop.tasks.babi.generate.RoomPlan.Fact;

/** Task 19: the way from one room through a second to a third, with three more rooms beside these. */
final class PathFinding implements StoryTeller {
    @Override
    public void tell(Telling story) {
        SplitMix64 random = story.random;
        List<Compass> all = List.of(Compass.values());
        List<String> rooms = new ArrayList<>(Lexicon.ROOMS);
        random.shuffle(rooms);
        String start = rooms.get(0);
        String middle = rooms.get(1);
        String goal = rooms.get(2);
        Compass first = random.pick(all);
        Compass second = random.pickOther(all, first.opposite());
        Fact in = new Fact(middle, first, start);
        Fact out = new Fact(goal, second, middle);
        RoomPlan plan = new RoomPlan(random);
        plan.join(in);
        plan.join(out);
        List<Fact> taken = List.of(in, out, in.turned(), out.turned());
        List<Fact> free = new ArrayList<>();
        for (String room : rooms.subList(0, 3)) {
            for (Compass direction : all) {
                if (taken.stream().noneMatch(f -> f.of().equals(room) && f.direction() == direction)) {
                    free.add(new Fact("", direction, room));
                }
            }
        }
        random.shuffle(free);
        for (int i = 0; i < 3; i++) {
            plan.join(new Fact(
                    rooms.get(3 + i), free.get(i).direction(), free.get(i).of()));
        }
        List<Fact> told = plan.told(rooms);
        told.forEach(fact -> story.state(fact.sentence()));
        story.ask(new Question(
                "how do you go from the " + start + " to the " + goal,
                first.letter() + "," + second.letter(),
                List.of(idOf(in, told), idOf(out, told))));
    }

    private static int idOf(Fact fact, List<Fact> told) {
        return 1 + Math.max(told.indexOf(fact), told.indexOf(fact.turned()));
    }
}
