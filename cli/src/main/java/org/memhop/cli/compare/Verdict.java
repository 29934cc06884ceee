package org.memhop.cli.compare;

/** What is said of a backend that was compared. */
enum Verdict {
    AGREES("agrees"),
    PARTS("parts"),
    CANNOT_RUN("cannot run");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
