package org.memhop.conformance;

/** What a case is about. */
public enum Group {
    /** One operation on usual numbers, in many shapes. */
    OPERATIONS("operations"),
    /** One operation on zeros of both signs, subnormal and huge numbers, infinities, NaN and ties. */
    SPECIAL_VALUES("special values"),
    /** Operands that are constants, variables, or parts and turns of other tensors. */
    OPERANDS("operands"),
    /** What is refused, in which words, and that nothing is changed by it. */
    ERRORS("errors"),
    /** Variables that a run replaces. */
    UPDATES("updates"),
    /** Sessions, executables, threads, buffers, and what is closed. */
    SESSIONS("sessions"),
    /** Graphs of a special form: long, wide, without outputs. */
    GRAPHS("graphs"),
    /** Graphs drawn at random. */
    RANDOM_GRAPHS("random graphs"),
    /** The gradient of each operation. */
    GRADIENTS("gradients"),
    /** Whole networks: answers and gradients. */
    MODELS("models"),
    /** Training over many steps. */
    TRAINING("training"),
    /** Parameters saved here and loaded elsewhere. */
    EXCHANGE("exchange");

    private final String title;

    Group(String title) {
        this.title = title;
    }

    /** As a table shows it. */
    public String title() {
        return title;
    }
}
