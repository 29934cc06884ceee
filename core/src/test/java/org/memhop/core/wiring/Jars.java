package org.memhop.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.memhop.api.backend.BackendProvider;

/** Folders of jars with backends in them, compiled on the spot. */
final class Jars {
    private static final Pattern NAME = Pattern.compile("package ([\\w.]+);.*?class (\\w+)", Pattern.DOTALL);

    private Jars() {}

    /** A provider of no backend, whose availability has one detail, {@code text}: what this body of a method returns. */
    static String provider(String id, String body) {
        return """
                package stranger;
                import java.util.Map;
                import org.memhop.api.backend.*;
                public final class Provider implements BackendProvider {
                    public String id() { return "%s"; }
                    public Availability probe(BackendConfig config) {
                        return new Availability.Available(Map.of("text", text()));
                    }
                    public Backend open(BackendConfig config) { throw new IllegalStateException(text()); }
                    private static String text() { %s }
                }
                """.formatted(id, body);
    }

    /** A folder with a jar of these classes, the first of them a provider of backends. */
    static Path folder(Path folder, String... sources) throws IOException {
        Path jar = jar(Files.createDirectories(folder).resolve("backend.jar"), sources);
        assertThat(jar).exists();
        return folder;
    }

    private static Path jar(Path jar, String... sources) throws IOException {
        Path work = Files.createTempDirectory(jar.resolve("../..").normalize(), "classes");
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", work.toString()));
        for (String source : sources) {
            String name = name(source);
            Path file = work.resolve(name.substring(name.lastIndexOf('.') + 1) + ".java");
            arguments.add(Files.writeString(file, source).toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(work)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                out.putNextEntry(new JarEntry(work.relativize(file).toString().replace('\\', '/')));
                out.write(Files.readAllBytes(file));
            }
            out.putNextEntry(new JarEntry("META-INF/services/" + BackendProvider.class.getName()));
            out.write(name(sources[0]).getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private static String name(String source) {
        Matcher name = NAME.matcher(source);
        assertThat(name.find()).isTrue();
        return name.group(1) + "." + name.group(2);
    }
}
