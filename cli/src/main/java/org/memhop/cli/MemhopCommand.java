package org.memhop.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program's own page: what it is, and where to begin. */
@Command(
        name = "memhop",
        synopsisSubcommandLabel = "COMMAND",
        description = "Trains and questions memory networks (Sukhbaatar et al., 2015).",
        footerHeading = "%nTo begin:%n",
        footer = {
            "  memhop train babi                      learn to answer questions about short stories",
            "  memhop answer runs/babi-1              tell it a story and ask",
            "  memhop train babi --task 1-20          all twenty kinds of question, a model for each",
            "  memhop train babi --data \"$MEMHOP_DATA\" from the corpus instead of generated stories",
            "  memhop evaluate runs/babi-1            score it on questions it has not seen",
            "  memhop reproduce babi --data DIR       the table of the paper, ours beside theirs",
            "  memhop train lm                        learn to tell the next word of a text",
            "  memhop score runs/lm-generated FILE    how probable is a text? generate text, attend: let it write, look",
            "  memhop reproduce lm --data DIR         the table of its language models",
            "  memhop components                      what a network can be put together from",
            "  memhop compare runs/babi-1             do all backends here compute the same?",
            "",
            "memhop COMMAND --help shows every flag."
        })
final class MemhopCommand {
    @Option(
            names = "--backends",
            paramLabel = "DIR",
            description =
                    "A folder with the jars of a further backend, or a folder of such folders; may be given several"
                            + " times. The environment variable MEMHOP_BACKENDS names more, separated like a PATH.")
    private final List<Path> backends = new ArrayList<>();

    /** Folders of backends, as given on the command line. */
    List<Path> backends() {
        return backends;
    }
}
