package org.memhop.tasks.babi.generate;

import java.util.ArrayList;
import java.util.List;
import org.memhop.api.ConfigException;
import org.memhop.tasks.babi.format.BabiLine;
import org.memhop.tasks.babi.format.BabiStory;
import org.memhop.tasks.babi.format.BabiTask;
import org.memhop.tasks.babi.format.Query;

/** Makes up stories of any bAbI task, the same for the same seed on every machine. */
public final class BabiGenerator {
    /**
     * Makes up stories of a task, the last one cut short so that they hold exactly {@code questions} questions. The stories of
     * a smaller number are the first ones of a larger.
     *
     * @param task 1 to 20
     * @param questions how many questions, at least 1
     * @param seed which stories; training and test data want different seeds
     * @throws ConfigException if a number is out of range
     */
    public List<BabiStory> generate(int task, int questions, long seed) {
        StoryTeller teller = teller(BabiTask.of(task));
        if (questions < 1) {
            throw new ConfigException("cannot generate " + questions + " questions; expected at least 1");
        }
        SplitMix64 ofTask = SplitMix64.stream(seed, task);
        long taskSeed = ofTask.next();
        List<BabiStory> stories = new ArrayList<>();
        for (int missing = questions; missing > 0; ) {
            Telling telling = new Telling(SplitMix64.stream(taskSeed, stories.size()));
            teller.tell(telling);
            stories.add(cut(telling.story(), missing));
            missing -= telling.questions();
        }
        return stories;
    }

    private static StoryTeller teller(BabiTask task) {
        return switch (task) {
            case SINGLE_SUPPORTING_FACT -> new EventStories(CarryingWorld::moving, PersonQuestions::whereIs);
            case TWO_SUPPORTING_FACTS -> new EventStories(CarryingWorld::carrying, ObjectQuestions::whereIs);
            case THREE_SUPPORTING_FACTS -> new EventStories(CarryingWorld::carryingTersely, ObjectQuestions::whereWas);
            case TWO_ARG_RELATIONS -> new TwoArgRelations();
            case THREE_ARG_RELATIONS ->
                new EventStories(random -> CarryingWorld.giving(random, Lexicon.GIVERS), ObjectQuestions::whoGave);
            case YES_NO_QUESTIONS -> new EventStories(CarryingWorld::carrying, PersonQuestions::isIn);
            case COUNTING ->
                new EventStories(random -> CarryingWorld.giving(random, Lexicon.PEOPLE), ObjectQuestions::howMany);
            case LISTS_SETS -> new EventStories(CarryingWorld::carrying, ObjectQuestions::whatCarried);
            case SIMPLE_NEGATION -> new EventStories(WhereaboutsWorld::negated, PersonQuestions::isInOrNot);
            case INDEFINITE_KNOWLEDGE -> new EventStories(WhereaboutsWorld::indefinite, PersonQuestions::isPerhapsIn);
            case BASIC_COREFERENCE ->
                new EventStories(random -> new CompanyWorld(random, 1, true), PersonQuestions::whereIsByPronoun);
            case CONJUNCTION ->
                new EventStories(random -> new CompanyWorld(random, 2, false), PersonQuestions::whereIs);
            case COMPOUND_COREFERENCE ->
                new EventStories(random -> new CompanyWorld(random, 2, true), PersonQuestions::whereIsByPronoun);
            case TIME_REASONING -> new TimeReasoning();
            case BASIC_DEDUCTION -> new BasicDeduction();
            case BASIC_INDUCTION -> new BasicInduction();
            case POSITIONAL_REASONING -> new PositionalReasoning();
            case SIZE_REASONING -> new SizeReasoning();
            case PATH_FINDING -> new PathFinding();
            case AGENTS_MOTIVATIONS -> new Motivations();
        };
    }

    /** The story up to its {@code questions}-th question. */
    private static BabiStory cut(BabiStory story, int questions) {
        List<BabiLine> lines = story.lines();
        int seen = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i) instanceof Query && ++seen == questions) {
                return new BabiStory(lines.subList(0, i + 1));
            }
        }
        return story;
    }
}
