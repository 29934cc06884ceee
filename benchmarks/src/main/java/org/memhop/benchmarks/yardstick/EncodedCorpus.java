package org.memhop.benchmarks.yardstick;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.memhop.benchmarks.yardstick.FusedMemN2N.Sizes;
import org.memhop.tasks.babi.format.BabiDirectory;
import org.memhop.tasks.babi.format.BabiLine;
import org.memhop.tasks.babi.format.BabiReader;
import org.memhop.tasks.babi.format.BabiStory;
import org.memhop.tasks.babi.format.Query;
import org.memhop.tasks.babi.format.Statement;

/**
 * The questions of one or more bAbI tasks as word indices, the way the authors' code arranges them: 0 is the null word,
 * then come the words of training and test files and the answers, then one time word for each slot.
 *
 * @param slots M, the most statements of any story, at most the capacity
 * @param sentenceLength J, the words of the longest statement or question, plus one for the time word
 * @param questionLength words of the longest question
 * @param words how many word indices there are without time words, the null word included
 * @param train training questions of all tasks
 * @param tests test questions of each task
 */
record EncodedCorpus(
        int slots, int sentenceLength, int questionLength, int words, List<Item> train, List<List<Item>> tests) {

    /**
     * One question.
     *
     * @param story {@code [M, J]}, oldest sentence first and no time words yet
     * @param filled how many sentences there are
     * @param question {@code [questionLength]}
     * @param answer a word index
     */
    record Item(int[] story, int filled, int[] question, int answer) {}

    /** Reads the tasks and encodes them over one vocabulary. */
    static EncodedCorpus read(BabiDirectory directory, List<Integer> tasks, int capacity) {
        List<List<BabiStory>> train =
                tasks.stream().map(directory::train).map(EncodedCorpus::stories).toList();
        List<List<BabiStory>> tests =
                tasks.stream().map(directory::test).map(EncodedCorpus::stories).toList();
        List<BabiStory> all = new ArrayList<>();
        train.forEach(all::addAll);
        tests.forEach(all::addAll);
        Encoder encoder = new Encoder(all, capacity);
        return new EncodedCorpus(
                encoder.slots,
                encoder.sentenceLength,
                encoder.questionLength,
                encoder.vocabulary.size() + 1,
                train.stream()
                        .flatMap(stories -> encoder.items(stories).stream())
                        .toList(),
                tests.stream().map(encoder::items).toList());
    }

    private static List<BabiStory> stories(Path file) {
        return new BabiReader().read(file);
    }

    /** The sizes of a network that answers these questions. */
    Sizes sizes(int hops, int dimension) {
        return new Sizes(hops, dimension, words + slots, slots, sentenceLength, questionLength);
    }

    /** Writes the item into a batch as its {@code b}th question, without time words. */
    void put(Item item, int b, int[] story, int[] questions, int[] answers) {
        System.arraycopy(item.story, 0, story, b * item.story.length, item.story.length);
        System.arraycopy(item.question, 0, questions, b * questionLength, questionLength);
        answers[b] = item.answer;
    }

    /** Sets the time word, the last one, of slot {@code i} of the batch's {@code b}th question; 1 is the newest. */
    void putTime(int[] story, int b, int i, int time) {
        story[((b * slots) + i + 1) * sentenceLength - 1] = words + time - 1;
    }

    /** What the vocabulary and the lengths are found on, and what then turns stories into items. */
    private static final class Encoder {
        private final Map<String, Integer> vocabulary = new HashMap<>();
        private int slots;
        private int sentenceLength;
        private int questionLength;

        Encoder(List<BabiStory> stories, int capacity) {
            int longest = 0;
            for (BabiStory story : stories) {
                slots = Math.max(slots, story.statements().size());
                for (BabiLine line : story.lines()) {
                    longest = Math.max(longest, line.words().size());
                    line.words().forEach(this::add);
                    if (line instanceof Query query) {
                        questionLength = Math.max(questionLength, query.words().size());
                        add(query.answer());
                    }
                }
            }
            slots = Math.min(slots, capacity);
            sentenceLength = longest + 1;
        }

        private void add(String word) {
            vocabulary.putIfAbsent(word, vocabulary.size() + 1);
        }

        List<Item> items(List<BabiStory> stories) {
            List<Item> items = new ArrayList<>();
            for (BabiStory story : stories) {
                for (Query query : story.queries()) {
                    items.add(item(story.statementsBefore(query.id()), query));
                }
            }
            return items;
        }

        private Item item(List<Statement> statements, Query query) {
            int filled = Math.min(slots, statements.size());
            int[] story = new int[slots * sentenceLength];
            for (int i = 0; i < filled; i++) {
                index(statements.get(statements.size() - filled + i).words(), story, i * sentenceLength);
            }
            int[] question = new int[questionLength];
            index(query.words(), question, 0);
            return new Item(story, filled, question, vocabulary.getOrDefault(query.answer(), 0));
        }

        private void index(List<String> words, int[] to, int at) {
            for (int j = 0; j < words.size(); j++) {
                to[at + j] = vocabulary.getOrDefault(words.get(j), 0);
            }
        }
    }
}
