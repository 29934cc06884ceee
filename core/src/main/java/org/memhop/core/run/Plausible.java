package org.memhop.core.run;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;
import org.memhop.api.FormatException;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.core.config.Settings;
import org.memhop.core.model.ModelSize;

/** Holds the sizes that files speak of against what else is known, before anything is allocated for them. */
final class Plausible {
    /** Bytes of an element, and a second copy in the backend. */
    private static final double BYTES = 16;
    /** Memories that are read at once where a text is scored; of questions they are more. */
    private static final double MEMORIES = 8;

    private Plausible() {}

    /**
     * Refuses sizes that the model of this run cannot have.
     *
     * @param values the parameters in its checkpoint: what they hold bounds the dimension
     * @param heap how many bytes there may be
     * @throws FormatException naming the file and the size
     */
    static void check(Path run, Settings settings, ModelSize size, Collection<HostTensor> values, long heap) {
        int most = settings.whole("memory-size");
        if (size.slots() > most) {
            throw new FormatException(run.resolve(RunDirectory.MODEL) + ": slots is " + size.slots() + "; expected "
                    + most + " at most, the memory-size in " + RunDirectory.CONFIG);
        }
        long dimension = settings.whole("dimension");
        long elements = values.stream().mapToLong(value -> value.shape().size()).sum();
        if (dimension * size.vocabulary() > elements) {
            throw new FormatException(
                    run.resolve(RunDirectory.CONFIG) + ": dimension is " + dimension + ", and there are "
                            + size.vocabulary() + " words; a vector for each is more than the " + elements
                            + " numbers in the checkpoint");
        }
        // Doubles, since these products leave a long. What is read, the weights of words by their place, and memories.
        double places = size.sentenceWords() + 1.0;
        double memory = MEMORIES * size.slots() * dimension;
        double needed = size.slots() * places + (places + 1) * places * dimension + memory;
        if (needed > Integer.MAX_VALUE || needed * BYTES > heap) {
            throw new FormatException(run.resolve(RunDirectory.MODEL) + ": sentences of " + size.sentenceWords()
                    + " words in " + size.slots() + " slots, of dimension " + dimension + ", take more memory than the "
                    + (heap >> 20)
                    + " MiB there may be; if that is their size, start Java with a larger -Xmx");
        }
    }

    /**
     * Refuses a model whose matrix products, or what goes into them, do not fit, as those of a memory whose slots look at each
     * other grow with the square of their number.
     *
     * @param graph that answers a question
     * @param heap how many bytes there may be
     * @throws FormatException naming the file and the product
     */
    static void check(Path run, Graph graph, long heap) {
        graph.nodes().stream()
                .filter(node -> node.op() == Op.MATMUL)
                .flatMap(product -> Stream.concat(Stream.of(product), product.inputs().stream()))
                .max(Comparator.comparingInt(node -> node.shape().size()))
                .filter(node -> node.shape().size() * BYTES > heap)
                .ifPresent(node -> {
                    throw tooLarge(run, node, heap);
                });
    }

    private static FormatException tooLarge(Path run, Node product, long heap) {
        return new FormatException(
                run.resolve(RunDirectory.MODEL) + ": with these sizes " + product.scope() + " computes "
                        + product.shape() + " numbers at once, which take more memory than the " + (heap >> 20)
                        + " MiB there may be; if that is their size, start Java with a larger -Xmx");
    }
}
