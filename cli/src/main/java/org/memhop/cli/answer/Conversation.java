package org.memhop.cli.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.core.run.MemoryNetwork;
import org.memhop.core.run.Reply;
import org.memhop.tasks.babi.format.TypedLine;

/** A story that is told line by line, with questions in between. */
final class Conversation {
    static final String HELP = """
            A line that ends in "?" is a question; any other continues the story.
            Lines of bAbI files may be pasted: line number 1 begins a new story.

              (an empty line)  begins a new story; so does /new
              /story           shows the story so far
              /example         tells a story it has not seen, and asks
              /words           shows the words it knows
              /help            shows this
              Ctrl-D           ends""";

    private static final Pattern NUMBERED = Pattern.compile("\\s*(\\d+)\\s+(.*)");

    private final MemoryNetwork network;
    private final ReplyView view;
    private final Output out;
    private final Output notes;
    private final Examples examples;
    private final List<String> story = new ArrayList<>();
    private final List<List<String>> words = new ArrayList<>();
    private int questions;

    /**
     * @param notes where to say what was not understood
     */
    Conversation(MemoryNetwork network, ReplyView view, Output out, Output notes, Examples examples) {
        this.network = network;
        this.view = view;
        this.out = out;
        this.notes = notes;
        this.examples = examples;
    }

    /** Takes in a line: a sentence, a question, or a command that begins with a slash. */
    void line(String line) {
        switch (line.strip()) {
            case "", "/new" -> forget();
            case "/help" -> notes.line(HELP);
            case "/story" -> story.forEach(out::line);
            case "/words" -> out.line(String.join(" ", network.vocabulary().words()));
            case "/example" -> example();
            default -> {
                if (line.startsWith("/")) {
                    notes.line("there is no " + line.strip() + "; /help shows what there is");
                } else {
                    sentence(line);
                }
            }
        }
    }

    /** Asks, whether or not the text ends in a question mark. */
    void ask(String question) {
        List<String> asked = TypedLine.parse(question).words();
        if (asked.isEmpty()) {
            notes.line("the question has no words");
            return;
        }
        Reply reply = network.answerWords(words, asked);
        explain(reply);
        view.show(new Asked(
                plain(question),
                List.copyOf(story.subList(Math.min(reply.forgotten(), story.size()), story.size())),
                reply));
        questions++;
    }

    /** How many questions have been answered. */
    int questions() {
        return questions;
    }

    /** How many sentences have been told of this story. */
    int sentences() {
        return story.size();
    }

    private void sentence(String line) {
        Matcher numbered = NUMBERED.matcher(line);
        if (numbered.matches() && numbered.group(1).equals("1")) {
            forget();
        }
        TypedLine typed = TypedLine.parse(line);
        if (typed.question()) {
            ask(line);
        } else if (!typed.words().isEmpty()) {
            story.add(plain(line));
            words.add(typed.words());
        }
    }

    private void forget() {
        story.clear();
        words.clear();
    }

    private void example() {
        Examples.Told told = examples.next();
        forget();
        told.sentences().forEach(sentence -> {
            out.line(out.dim(sentence));
            line(sentence);
        });
        out.line(out.dim(told.question()));
        ask(told.question());
        out.line(out.dim("  right is: " + told.answer()));
    }

    private void explain(Reply reply) {
        if (!reply.unknownWords().isEmpty()) {
            notes.line("never saw " + String.join(", ", reply.unknownWords()) + ": left out");
        }
        if (reply.forgotten() > 0) {
            notes.line("remembers " + Figures.count(network.capacity(), "sentence") + ": the oldest "
                    + reply.forgotten() + " forgotten");
        }
        if (reply.shortened() > 0) {
            notes.line("reads sentences as long as those it learnt from: "
                    + Figures.count(reply.shortened(), "sentence") + " shortened");
        }
    }

    /** A line without its number, and without the answer that follows a tab in a file. */
    private static String plain(String line) {
        int tab = line.indexOf('\t');
        String text = tab < 0 ? line : line.substring(0, tab);
        Matcher numbered = NUMBERED.matcher(text);
        return (numbered.matches() ? numbered.group(2) : text).strip();
    }
}
