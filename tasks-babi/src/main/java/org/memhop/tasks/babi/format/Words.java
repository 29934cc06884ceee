package org.memhop.tasks.babi.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringTokenizer;

/** Splits a sentence into words: at white space, lower-cased, without its closing full stops and question marks. */
final class Words {
    private Words() {}

    static List<String> of(String sentence) {
        String text = sentence.strip();
        int end = text.length();
        while (end > 0 && isClosing(text.charAt(end - 1))) {
            end--;
        }
        List<String> words = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(text.substring(0, end));
        while (tokens.hasMoreTokens()) {
            words.add(tokens.nextToken().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    private static boolean isClosing(char c) {
        return c == '.' || c == '?' || c == ' ';
    }
}
