package org.memhop.cli.common;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.memhop.api.StorageException;
import org.memhop.core.wiring.Plugins;

/** Where backends are looked for besides the class path: beside the program's jar, in the environment, on the command line. */
public final class BackendPlaces {
    private static final String VARIABLE = "MEMHOP_BACKENDS";

    private BackendPlaces() {}

    /**
     * Every place there is.
     *
     * @param program an object whose class is in the program's jar; a folder {@code backends} beside that is such a place
     * @param environment variables of the process
     * @param given on the command line
     * @throws StorageException if the environment names what is no folder
     */
    public static List<Path> all(Object program, Map<String, String> environment, List<Path> given) {
        List<Path> places = new ArrayList<>();
        Path beside = Path.of(Plugins.origin(program)).resolveSibling("backends");
        if (Files.isRegularFile(Path.of(Plugins.origin(program))) && Files.isDirectory(beside)) {
            places.add(beside);
        }
        for (String name : environment.getOrDefault(VARIABLE, "").split(Pattern.quote(File.pathSeparator))) {
            if (name.isEmpty()) {
                continue;
            }
            if (!Files.isDirectory(Path.of(name))) {
                throw new StorageException("the environment variable " + VARIABLE + " names " + name
                        + ", which is no folder; expected folders with the jars of backends, separated by \""
                        + File.pathSeparator + "\"");
            }
            places.add(Path.of(name));
        }
        places.addAll(given);
        return places;
    }
}
