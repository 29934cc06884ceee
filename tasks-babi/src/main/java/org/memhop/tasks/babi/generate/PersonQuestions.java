package org.memhop.tasks.babi.generate;

import static org.memhop.tasks.babi.generate.Event.Act.EITHER;
import static org.memhop.tasks.babi.generate.Event.Act.LEAVE;
import static org.memhop.tasks.babi.generate.Event.Act.MOVE;

import java.util.List;
import java.util.Optional;

/** The questions about where people are: by place (tasks 1, 11, 12, 13), or yes, no and maybe (6, 9, 10). */
final class PersonQuestions {
    private PersonQuestions() {}

    /** "Where is Mary?" */
    static Optional<Question> whereIs(Event event, Telling story) {
        return lastMove(event, story)
                .map(move -> new Question("where is " + move.actor(), move.thing(), List.of(move.id())));
    }

    /** "Where is Mary?", where her last move was told by a pronoun right after the sentence that names her. */
    static Optional<Question> whereIsByPronoun(Event event, Telling story) {
        return lastMove(event, story)
                .map(move -> new Question("where is " + move.actor(), move.thing(), List.of(move.id() - 1, move.id())));
    }

    /** "Is Mary in the office?", as often where she is as elsewhere. */
    static Optional<Question> isIn(Event event, Telling story) {
        return lastMove(event, story).map(move -> isIn(move, Lexicon.ROOMS, story.random));
    }

    /** "Is Mary in the office?", where all that is known may be that she left it. */
    static Optional<Question> isInOrNot(Event event, Telling story) {
        Event last = last(event, story);
        if (last.act() == LEAVE) {
            return Optional.of(question(last, last.thing(), "no"));
        }
        return Optional.of(isIn(last, Lexicon.ROOMS, story.random));
    }

    /** "Is Mary in the office?", where all that is known may be two places of which she is in one. */
    static Optional<Question> isPerhapsIn(Event event, Telling story) {
        Event last = last(event, story);
        Question question = isIn(last, Lexicon.TOWN, story.random);
        boolean open = last.act() == EITHER
                && (question.answer().equals("yes") || question.sentence().endsWith(" " + last.other()));
        return Optional.of(open ? new Question(question.sentence(), "maybe", question.supporting()) : question);
    }

    private static Question isIn(Event last, List<String> places, SplitMix64 random) {
        return random.coin()
                ? question(last, last.thing(), "yes")
                : question(last, random.pickOther(places, last.thing()), "no");
    }

    private static Question question(Event last, String place, String answer) {
        return new Question("is " + last.actor() + " in the " + place, answer, List.of(last.id()));
    }

    private static Optional<Event> lastMove(Event event, Telling story) {
        return story.latest(e -> e.isMoveBy(event.actor())).filter(last -> event.act() == MOVE);
    }

    private static Event last(Event event, Telling story) {
        return story.latest(e -> e.actor().equals(event.actor())).orElse(event);
    }
}
