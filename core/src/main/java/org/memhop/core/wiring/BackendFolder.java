package org.memhop.core.wiring;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.memhop.api.BackendException;
import org.memhop.api.StorageException;
import org.memhop.api.backend.BackendProvider;

/**
 * A folder with the jars of a backend and of all that it needs, loaded apart from the program.
 *
 * @param place its real path
 * @param jars sorted by name
 */
record BackendFolder(Path place, List<Path> jars) {
    /**
     * The folders at these places, each once. A place is such a folder, or a folder of them.
     *
     * @throws StorageException if a place is no folder or cannot be read
     * @throws BackendException if there is no jar in it, nor in a folder in it
     */
    static List<BackendFolder> at(List<Path> places) {
        Set<BackendFolder> folders = new LinkedHashSet<>();
        for (Path place : places) {
            if (!Files.isDirectory(place)) {
                throw new StorageException(place + ": " + (Files.exists(place) ? "found a file" : "found nothing")
                        + "; expected a folder with the jars of a backend, or a folder of such folders");
            }
            BackendFolder folder = of(place);
            List<BackendFolder> found = folder.jars.isEmpty()
                    ? list(place).stream()
                            .filter(Files::isDirectory)
                            .map(BackendFolder::of)
                            .filter(below -> !below.jars.isEmpty())
                            .toList()
                    : List.of(folder);
            if (found.isEmpty()) {
                throw new BackendException(
                        place + ": found no jar here, nor in a folder in here; expected the jars of a"
                                + " backend and of all that it needs");
            }
            folders.addAll(found);
        }
        return List.copyOf(folders);
    }

    /**
     * The backends that the jars of this folder bring.
     *
     * @param program sees the types that backends and the program share
     * @throws BackendException if a jar is broken, or brings no backend that can be loaded
     */
    List<BackendProvider> providers(ClassLoader program) {
        ClassLoader loader = FolderLoader.of("backend " + place, urls(), program);
        List<BackendProvider> found = new ArrayList<>();
        try {
            // The service files of the jars are all that this loader sees; the check is for a program made of modules.
            for (BackendProvider provider : ServiceLoader.load(BackendProvider.class, loader)) {
                if (provider.getClass().getClassLoader() == loader) {
                    found.add(new FolderBackend.Provider(provider, this, loader));
                }
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new BackendException(
                    place + ": a backend in here cannot be loaded: " + e.getMessage()
                            + "; expected every jar that it needs, made for Java "
                            + Runtime.version().feature()
                            + " or older and for this version of Memhop",
                    e);
        }
        if (found.isEmpty()) {
            throw new BackendException(place + ": found no backend in " + jars.size()
                    + (jars.size() == 1 ? " jar" : " jars") + "; expected one that names it in META-INF/services/"
                    + BackendProvider.class.getName() + ", as memhop-backend-nd4j does");
        }
        return found;
    }

    private static BackendFolder of(Path place) {
        try {
            Path real = place.toRealPath();
            return new BackendFolder(
                    real,
                    list(real).stream()
                            .filter(file -> file.toString().endsWith(".jar") && !Files.isDirectory(file))
                            .toList());
        } catch (IOException e) {
            throw new StorageException(place + ": cannot be read: " + e, e);
        }
    }

    private static List<Path> list(Path place) {
        try (Stream<Path> files = Files.list(place)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new StorageException(place + ": cannot be read: " + e, e);
        }
    }

    private URL[] urls() {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = url(jars.get(i));
        }
        return urls;
    }

    /** A class loader passes over a jar that it cannot read; what is missing then would be missed much later. */
    private static URL url(Path jar) {
        try (JarFile readable = new JarFile(jar.toFile())) {
            return Path.of(readable.getName()).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new StorageException(jar + ": has no URL: " + e, e);
        } catch (IOException e) {
            throw new BackendException(
                    jar + ": found a jar that is broken or cannot be read (" + e.getMessage()
                            + "); expected a whole one: copy it here again",
                    e);
        }
    }
}
