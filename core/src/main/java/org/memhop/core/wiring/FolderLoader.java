package org.memhop.core.wiring;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/**
 * What a backend's folder may see of the program: the JDK, and the types that both speak to each other in. All else a folder
 * must bring itself, so that its libraries clash with nothing: not with the program's, not with another folder's.
 *
 * <p>Native libraries: the JVM loads one file into one class loader only, and folders may bring the same file, as those of
 * ND4J and TensorFlow both bring {@code libjnijavacpp} and unpack it to the same place. JavaCPP (as of
 * 1.5.11) sees that the file is taken and loads a numbered copy, with data of its own, in whichever order they come. It looks
 * for natives by the URLs of jars, so a folder is a plain {@link URLClassLoader} over them.
 */
final class FolderLoader extends ClassLoader {
    private static final List<String> SHARED = List.of("org.memhop.api.", "org.slf4j.", "org.jspecify.");

    private final ClassLoader program;

    private FolderLoader(ClassLoader program) {
        super("memhop-shared", ClassLoader.getPlatformClassLoader());
        this.program = program;
    }

    /** A class loader for some jars. */
    static URLClassLoader of(String name, URL[] jars, ClassLoader program) {
        return new URLClassLoader(name, jars, new FolderLoader(program));
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (SHARED.stream().noneMatch(name::startsWith)) {
            throw new ClassNotFoundException(name);
        }
        return program.loadClass(name);
    }
}
