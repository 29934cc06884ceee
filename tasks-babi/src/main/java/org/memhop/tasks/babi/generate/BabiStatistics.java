package org.memhop.tasks.babi.generate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.memhop.tasks.babi.format.BabiLine;
import org.memhop.tasks.babi.format.BabiStory;
import org.memhop.tasks.babi.format.Query;
import org.memhop.tasks.babi.format.Statement;

/**
 * What stories of a task look like, in figures that two sets of stories can be compared by.
 *
 * @param stories how many stories
 * @param questions how many questions
 * @param statementsPerStory their mean number
 * @param statementsBeforeQuestion the mean number of memories that a question comes with
 * @param wordsPerStatement their mean number
 * @param wordsPerQuestion their mean number
 * @param vocabulary the words of statements and questions
 * @param answers the share of each answer in the questions
 * @param positions the share of each line number in the questions
 * @param storyLengths the share of each number of statements in the stories
 * @param reaches the share, in the questions, of each number of statements back to the supporting fact that is named first
 */
public record BabiStatistics(
        int stories,
        int questions,
        double statementsPerStory,
        double statementsBeforeQuestion,
        double wordsPerStatement,
        double wordsPerQuestion,
        SortedSet<String> vocabulary,
        SortedMap<String, Double> answers,
        SortedMap<Integer, Double> positions,
        SortedMap<Integer, Double> storyLengths,
        SortedMap<Integer, Double> reaches) {

    /** Measures {@code stories}, which must hold a statement and a question. */
    public static BabiStatistics of(List<BabiStory> stories) {
        Tally tally = new Tally();
        stories.forEach(tally::add);
        if (tally.statements == 0 || tally.questions == 0) {
            throw new IllegalArgumentException("found " + tally.statements + " statements and " + tally.questions
                    + " questions; expected at least one of each");
        }
        return new BabiStatistics(
                stories.size(),
                tally.questions,
                (double) tally.statements / stories.size(),
                (double) tally.memories / tally.questions,
                (double) tally.statementWords / tally.statements,
                (double) tally.questionWords / tally.questions,
                tally.vocabulary,
                shares(tally.answers),
                shares(tally.positions),
                shares(tally.storyLengths),
                shares(tally.reaches));
    }

    /** The number of words that both use, of those that either uses: from 0 to 1 (Jaccard). */
    public double vocabularyOverlap(BabiStatistics other) {
        Set<String> both = new HashSet<>(vocabulary);
        both.retainAll(other.vocabulary);
        return (double) both.size() / (vocabulary.size() + other.vocabulary.size() - both.size());
    }

    /** Half the summed differences between the shares of each answer: from 0 to 1 (total variation). */
    public double answerDistance(BabiStatistics other) {
        Set<String> all = new HashSet<>(answers.keySet());
        all.addAll(other.answers.keySet());
        double sum = 0;
        for (String answer : all) {
            sum += Math.abs(answers.getOrDefault(answer, 0.0) - other.answers.getOrDefault(answer, 0.0));
        }
        return sum / 2;
    }

    /** The largest difference between the shares of values up to some value: from 0 to 1 (Kolmogorov–Smirnov). */
    public static double distance(SortedMap<Integer, Double> one, SortedMap<Integer, Double> other) {
        SortedSet<Integer> values = new TreeSet<>(one.keySet());
        values.addAll(other.keySet());
        double difference = 0;
        double largest = 0;
        for (int value : values) {
            difference += one.getOrDefault(value, 0.0) - other.getOrDefault(value, 0.0);
            largest = Math.max(largest, Math.abs(difference));
        }
        return largest;
    }

    private static <K> SortedMap<K, Double> shares(SortedMap<K, Integer> counts) {
        double total = counts.values().stream().mapToInt(Integer::intValue).sum();
        SortedMap<K, Double> shares = new TreeMap<>();
        counts.forEach((key, count) -> shares.put(key, count / total));
        return shares;
    }

    private static final class Tally {
        private int statements;
        private int questions;
        private int memories;
        private int statementWords;
        private int questionWords;
        private final SortedSet<String> vocabulary = new TreeSet<>();
        private final SortedMap<String, Integer> answers = new TreeMap<>();
        private final SortedMap<Integer, Integer> positions = new TreeMap<>();
        private final SortedMap<Integer, Integer> storyLengths = new TreeMap<>();
        private final SortedMap<Integer, Integer> reaches = new TreeMap<>();

        void add(BabiStory story) {
            int told = 0;
            for (BabiLine line : story.lines()) {
                vocabulary.addAll(line.words());
                if (line instanceof Query query) {
                    questions++;
                    memories += told;
                    questionWords += query.words().size();
                    answers.merge(query.answer(), 1, Integer::sum);
                    positions.merge(query.id(), 1, Integer::sum);
                    if (!query.supporting().isEmpty()) {
                        reaches.merge(reach(query, story.statementsBefore(query.id())), 1, Integer::sum);
                    }
                } else {
                    told++;
                    statementWords += line.words().size();
                }
            }
            statements += told;
            storyLengths.merge(told, 1, Integer::sum);
        }

        /** 1 for the statement right before the question, and so on. */
        private static int reach(Query query, List<Statement> before) {
            int fact = query.supporting().get(0);
            return (int)
                    before.stream().filter(statement -> statement.id() >= fact).count();
        }
    }
}
