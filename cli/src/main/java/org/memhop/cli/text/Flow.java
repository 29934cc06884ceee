package org.memhop.cli.text;

import org.memhop.cli.terminal.Output;
import org.memhop.core.data.Vocabulary;

/** Words one after another, as they come: a sentence a line, which in a terminal is broken where its width ends.
 * Sentences without words are not shown. */
final class Flow {
    private final Output out;
    private int column;

    Flow(Output out) {
        this.out = out;
    }

    /** Shows a word; the end of a sentence as the end of a line. */
    void word(String word) {
        if (word.equals(Vocabulary.END)) {
            end();
            return;
        }
        int length = word.codePointCount(0, word.length());
        if (out.terminal() && column > 0 && column + 1 + length >= out.width()) {
            endLine();
        }
        out.print(column == 0 ? word : " " + word);
        column += column == 0 ? length : length + 1;
    }

    /** Ends the last line, if it has begun. */
    void end() {
        if (column > 0) {
            endLine();
        }
    }

    private void endLine() {
        out.line("");
        column = 0;
    }
}
