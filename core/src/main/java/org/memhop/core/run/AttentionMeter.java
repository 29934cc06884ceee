package org.memhop.core.run;

import java.util.List;
import org.memhop.api.ConfigException;
import org.memhop.api.graph.HostTensor;
import org.memhop.core.data.Vocabulary;

/** Adds up what each hop looks at while a text is read. For one text and one thread. */
final class AttentionMeter {
    private final Vocabulary vocabulary;
    private final Reader reader;
    private final int slots;
    private final long most;
    private final double[][] sums; // [K][M], oldest first
    private long seen;
    private long counted;
    private int segments;

    /**
     * @param reader of a graph that gives attention, [B, M] for each hop, behind its first result
     * @param most how many words to count
     */
    AttentionMeter(Vocabulary vocabulary, Reader reader, int hops, int slots, long most) {
        this.vocabulary = vocabulary;
        this.reader = reader;
        this.slots = slots;
        this.most = most;
        this.sums = new double[hops][slots];
    }

    /** Reads a word. The first M are remembered alone: what is looked at before the memory is full lies nearer. */
    void add(String word) {
        int number = vocabulary.numberOrUnknown(word);
        if (seen++ < slots) {
            reader.window().remember(number);
        } else if (counted + waiting() < most) {
            reader.window().add(number);
            if (reader.window().waiting() == reader.batch().segment()) {
                reader.window().put(reader.batch(), segments++);
                if (segments == reader.batch().size() / reader.batch().segment()) {
                    count(reader.batch().size());
                }
            }
        }
    }

    /**
     * The averages.
     *
     * @throws ConfigException if there were too few words to fill the memory and tell one more
     */
    AverageAttention result() {
        int waiting = waiting();
        if (waiting > 0) {
            reader.window().put(reader.batch(), segments);
            count(waiting);
        }
        if (counted == 0) {
            throw new ConfigException("the text has " + seen + " words, and the model remembers " + slots
                    + "; expected a text that is longer than its memory");
        }
        double[][] means = new double[sums.length][slots];
        for (int k = 0; k < sums.length; k++) {
            for (int i = 0; i < slots; i++) {
                means[k][i] = sums[k][slots - 1 - i] / counted;
            }
        }
        return new AverageAttention(counted, means);
    }

    private int waiting() {
        return segments * reader.batch().segment() + reader.window().waiting();
    }

    private void count(int rows) {
        List<HostTensor> results = reader.run();
        for (int k = 0; k < sums.length; k++) {
            HostTensor attention = results.get(k + 1);
            for (int at = 0; at < rows * slots; at++) {
                sums[k][at % slots] += attention.get(at);
            }
        }
        counted += rows;
        segments = 0;
    }
}
