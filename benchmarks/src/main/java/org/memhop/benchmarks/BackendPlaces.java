package org.memhop.benchmarks;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the native backends are: too large to be libraries of this module, they are taken from their folders of jars.
 *
 * @param folders of those that are there
 * @param missing what to do about each that is not, by id
 */
record BackendPlaces(List<Path> folders, Map<String, String> missing) {
    /** Those that are not on the class path. */
    static final List<String> NATIVE = List.of("tensorflow", "nd4j");

    private static final String VARIABLE = "MEMHOP_BACKENDS";

    /** What a user named, or the environment; otherwise what the build of this project left beside this module. */
    static BackendPlaces find(Optional<String> named) {
        Optional<String> places = named.or(() -> Optional.ofNullable(System.getenv(VARIABLE)));
        if (places.isPresent()) {
            List<Path> folders = Stream.of(places.get().split(File.pathSeparator))
                    .filter(place -> !place.isBlank())
                    .map(Path::of)
                    .toList();
            return new BackendPlaces(folders, Map.of());
        }
        return in(root());
    }

    /** What was built in a checkout of this project. */
    static BackendPlaces in(Path root) {
        List<Path> folders = new ArrayList<>();
        Map<String, String> missing = new LinkedHashMap<>();
        for (String id : NATIVE) {
            Path folder = root.resolve(Path.of("backend-" + id, "target", "backend"));
            if (Files.isDirectory(folder)) {
                folders.add(folder);
            } else {
                missing.put(
                        id,
                        "there is no " + folder + "; build it with mvn -q -DskipTests -Dfast -pl backend-" + id
                                + " -am package, or name its folder with --backends DIR or " + VARIABLE);
            }
        }
        return new BackendPlaces(List.copyOf(folders), missing);
    }

    /** The checkout that this class was built in: its jar or folder of classes is in {@code benchmarks/target}. */
    static Path root() {
        Path root = Path.of(URI.create(BackendPlaces.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        for (int up = 0; up < 3 && root.getParent() != null; up++) {
            root = root.getParent();
        }
        return root;
    }
}
