package org.memhop.tasks.babi.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;

/** Parses one line, given the lines of the story so far; says at which line of the source a fault lies. */
final class LineParser {
    private static final String QUESTION_FORM = "a question line is \"ID question?<TAB>answer[<TAB>supporting IDs]\"";
    private static final int EXCERPT = 60;

    private final LineSource source;
    /** One string for each distinct word: a corpus repeats a few dozen words many thousand times. */
    private final Map<String, String> words = new HashMap<>();

    LineParser(LineSource source) {
        this.source = source;
    }

    /** The line as a statement or a question; {@code story} holds the lines since the last id of 1. */
    BabiLine parse(String text, List<BabiLine> story) {
        String line = text.stripLeading();
        int digits = 0;
        while (digits < line.length() && isDigit(line.charAt(digits))) {
            digits++;
        }
        boolean separated = digits == line.length() || Character.isWhitespace(line.charAt(digits));
        if (digits == 0 || !separated) {
            throw source.error(
                    "the line begins with " + excerpt(firstWord(line)),
                    "its number, then a space, then the sentence, such as \"1 Mary moved to the bathroom.\"");
        }
        int id = checkedId(line.substring(0, digits), story);
        String body = line.substring(digits);
        if (body.isBlank()) {
            throw source.error("nothing follows the number " + id, "a statement or a question");
        }
        // A line of id 1 begins a new story, which has no earlier lines to refer to.
        return body.indexOf('\t') < 0 ? statement(id, body) : query(id, body, id == 1 ? List.of() : story);
    }

    private int checkedId(String digits, List<BabiLine> story) {
        int next = story.size() + 1;
        int id = digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
        if (id == 1 || id == next) {
            return id;
        }
        String expected = story.isEmpty() ? "1, which begins a story" : next + ", or 1 to begin a new story";
        throw source.error("the line is numbered " + excerpt(digits), expected);
    }

    private Statement statement(int id, String body) {
        if (body.stripTrailing().endsWith("?")) {
            throw source.error("the answer is missing after " + excerpt(body.strip()), QUESTION_FORM);
        }
        return new Statement(id, words(body, "statement"));
    }

    private Query query(int id, String body, List<BabiLine> story) {
        String[] fields = body.split("\t", -1);
        if (fields.length > 3) {
            throw source.error(fields.length + " fields parted by tabs", QUESTION_FORM);
        }
        List<String> question = words(fields[0], "question");
        String answer =
                String.join(" ", fields[1].strip().toLowerCase(Locale.ROOT).split("\\s+"));
        if (answer.isEmpty()) {
            throw source.error("the answer is empty after " + excerpt(fields[0].strip()), QUESTION_FORM);
        }
        List<Integer> supporting = fields.length < 3 ? List.of() : supporting(id, fields[2], story);
        return new Query(id, question, one(answer), supporting);
    }

    private List<Integer> supporting(int id, String field, List<BabiLine> story) {
        List<Integer> ids = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(field);
        while (tokens.hasMoreTokens()) {
            String token = tokens.nextToken();
            boolean number = token.length() <= 9 && token.chars().allMatch(c -> isDigit((char) c));
            int fact = number ? Integer.parseInt(token) : 0;
            if (fact < 1 || fact > story.size() || !(story.get(fact - 1) instanceof Statement)) {
                throw source.error(
                        "supporting fact " + excerpt(token) + " of question " + id,
                        "the number of a statement before it in the story");
            }
            ids.add(fact);
        }
        return ids;
    }

    private List<String> words(String sentence, String what) {
        List<String> split = Words.of(sentence);
        if (split.isEmpty()) {
            throw source.error("the " + what + " has no words", "at least one word");
        }
        split.replaceAll(this::one);
        return split;
    }

    private String one(String word) {
        String known = words.putIfAbsent(word, word);
        return known == null ? word : known;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String firstWord(String line) {
        return new StringTokenizer(line).nextToken();
    }

    private static String excerpt(String text) {
        return "\"" + (text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…") + "\"";
    }
}
