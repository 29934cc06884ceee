package org.memhop.tasks.babi.format;

import java.util.Locale;
import org.memhop.api.ConfigException;

/** The twenty task kinds of bAbI, in the order of their numbers, with the titles that stand in the official file names. */
public enum BabiTask {
    SINGLE_SUPPORTING_FACT,
    TWO_SUPPORTING_FACTS,
    THREE_SUPPORTING_FACTS,
    TWO_ARG_RELATIONS,
    THREE_ARG_RELATIONS,
    YES_NO_QUESTIONS,
    COUNTING,
    LISTS_SETS,
    SIMPLE_NEGATION,
    INDEFINITE_KNOWLEDGE,
    BASIC_COREFERENCE,
    CONJUNCTION,
    COMPOUND_COREFERENCE,
    TIME_REASONING,
    BASIC_DEDUCTION,
    BASIC_INDUCTION,
    POSITIONAL_REASONING,
    SIZE_REASONING,
    PATH_FINDING,
    AGENTS_MOTIVATIONS;

    /**
     * The task of a number.
     *
     * @throws ConfigException unless 1 ≤ number ≤ 20
     */
    public static BabiTask of(int number) {
        if (number < 1 || number > values().length) {
            throw new ConfigException("there is no bAbI task " + number + "; expected a number from 1 to 20");
        }
        return values()[number - 1];
    }

    /** 1 to 20. */
    public int number() {
        return ordinal() + 1;
    }

    /** The title, such as {@code single-supporting-fact}. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name of its training file, such as {@code qa1_single-supporting-fact_train.txt}. */
    public String trainFile() {
        return "qa" + number() + "_" + title() + "_train.txt";
    }

    /** The name of its test file, such as {@code qa1_single-supporting-fact_test.txt}. */
    public String testFile() {
        return "qa" + number() + "_" + title() + "_test.txt";
    }
}
