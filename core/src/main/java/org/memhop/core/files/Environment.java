package org.memhop.core.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.memhop.api.StorageException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a result came from: all that someone needs to know to get it again.
 *
 * @param memhop version of Memhop
 * @param java version and vendor of the Java runtime
 * @param os name, version and architecture of the operating system
 * @param cores processors the JVM may use
 * @param backend what the backend says of itself
 * @param seeds by name
 * @param data SHA-256 of each data file by its path
 */
public record Environment(
        String memhop,
        String java,
        String os,
        int cores,
        Map<String, String> backend,
        Map<String, Long> seeds,
        Map<String, String> data) {

    public Environment {
        backend = Collections.unmodifiableMap(new LinkedHashMap<>(backend));
        seeds = Collections.unmodifiableMap(new LinkedHashMap<>(seeds));
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /** This process, with the digests of these files, and of every file below those that are directories. */
    public static Environment capture(
            String memhop, Map<String, String> backend, Map<String, Long> seeds, List<Path> data) {
        return new Environment(
                memhop,
                System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                backend,
                seeds,
                digests(data));
    }

    /** Indented JSON, one key per component of this record. */
    public String toJson() {
        ObjectNode root = Json.object()
                .put("memhop", memhop)
                .put("java", java)
                .put("os", os)
                .put("cores", cores);
        ObjectNode backendNode = root.putObject("backend");
        backend.forEach(backendNode::put);
        ObjectNode seedsNode = root.putObject("seeds");
        seeds.forEach(seedsNode::put);
        ObjectNode dataNode = root.putObject("data");
        data.forEach(dataNode::put);
        return Json.pretty(root);
    }

    private static Map<String, String> digests(List<Path> data) {
        Map<String, String> digests = new LinkedHashMap<>();
        for (Path place : data) {
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    digests.put(file.toString(), Sha256.of(file));
                }
            } catch (IOException e) {
                throw new StorageException("cannot read " + place + ": " + AtomicFiles.describe(e), e);
            }
        }
        return digests;
    }
}
