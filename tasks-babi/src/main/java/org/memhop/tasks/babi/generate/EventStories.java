package org.memhop.tasks.babi.generate;

import java.util.Optional;
import java.util.function.Function;

/**
 * Stories in which two statements alternate with a question, five questions in all; while no question can be answered, more
 * statements follow. A question is about one of the last five events, each as likely as the others that allow one.
 */
final class EventStories implements StoryTeller {
    static final int QUESTIONS = 5;

    private final Function<SplitMix64, World> newWorld;
    private final Asker asker;

    EventStories(Function<SplitMix64, World> newWorld, Asker asker) {
        this.newWorld = newWorld;
        this.asker = asker;
    }

    @Override
    public void tell(Telling story) {
        World world = newWorld.apply(story.random);
        while (story.questions() < QUESTIONS) {
            world.tellTwo(story);
            question(story).ifPresent(story::ask);
        }
    }

    private Optional<Question> question(Telling story) {
        for (Event event : story.recentEvents()) {
            Optional<Question> question = asker.about(event, story);
            if (question.isPresent()) {
                return question;
            }
        }
        return Optional.empty();
    }
}
