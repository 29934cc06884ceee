package org.memhop.cli.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.memhop.api.StorageException;
import org.memhop.core.compare.Comparison.Located;
import org.memhop.core.compare.Creators;
import org.memhop.core.compare.Finding;
import org.memhop.core.compare.Reproduction;
import org.memhop.core.compare.ReproductionText;

/** Writes the graphs that show where backends part, each into a folder that was not there before. */
final class Reproductions {
    private final Subject subject;
    private final Optional<Path> chosen;
    private final boolean below;

    /**
     * @param chosen the folder a user asked for
     * @param below whether each finding gets a folder of its own inside it
     * @throws StorageException if the folder would have files of its own overwritten
     */
    Reproductions(Subject subject, Optional<Path> chosen, boolean below) {
        if (!below) {
            chosen.ifPresent(Reproductions::requireNew);
        }
        this.subject = subject;
        this.chosen = chosen;
        this.below = below;
    }

    /** The participant with the folder of its finding, if it has one. */
    Participant write(Participant participant) {
        for (Located located : participant.searched()) {
            if (located.result().finding().isPresent()) {
                Finding finding = located.result().finding().get();
                Path folder = folder(participant.id(), finding);
                String creator = Creators.of(finding.parting().node().scope(), subject.settings());
                String readme =
                        ReproductionText.readme(participant.id(), finding, subject.title(), located.graph(), creator);
                new Reproduction(participant.id(), finding.reproduction()).write(folder, readme);
                return participant.reproducedBy(folder);
            }
        }
        return participant;
    }

    private static void requireNew(Path folder) {
        String[] names = folder.toFile().list();
        if (Files.exists(folder) && (names == null || names.length > 0)) {
            throw new StorageException("--out " + folder
                    + ": there is something already; expected a folder that is empty, or not there yet");
        }
    }

    private Path folder(String id, Finding finding) {
        if (chosen.isPresent() && !below) {
            return chosen.get();
        }
        String name = ("compare-" + id + "-" + finding.parting().node().op()).replaceAll("[^A-Za-z0-9_.-]+", "-");
        Path within = chosen.orElse(subject.beside());
        Path folder = within.resolve(name);
        for (int i = 2; Files.exists(folder); i++) {
            folder = within.resolve(name + "." + i);
        }
        Path here = Path.of("").toAbsolutePath();
        return folder.startsWith(here) ? here.relativize(folder) : folder;
    }
}
