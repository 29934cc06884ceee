package org.memhop.core.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.memhop.api.FormatException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The last file written into a checkpoint: the length and SHA-256 of every other. */
record CheckpointManifest(long step, Map<String, Fingerprint> files) {
    static final String NAME = "manifest.json";
    static final String MODEL = "model.safetensors";
    static final String OPTIMIZER = "optimizer.safetensors";
    static final String STATE = "state.json";

    private static final String FORMAT = "memhop-checkpoint-1";
    private static final List<String> NAMES = List.of(MODEL, OPTIMIZER, STATE);
    private static final long MAX_BYTES = 10_000;

    /** Length and lower-case hexadecimal SHA-256 of a file. */
    record Fingerprint(long bytes, String sha256) {}

    byte[] encode() {
        ObjectNode root = Json.object().put("format", FORMAT).put("step", step);
        ObjectNode list = root.putObject("files");
        files.forEach((name, fingerprint) ->
                list.putObject(name).put("bytes", fingerprint.bytes()).put("sha256", fingerprint.sha256()));
        return Json.pretty(root).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the manifest of a checkpoint directory and checks it, not yet the files it lists. */
    static CheckpointManifest read(Path directory, long step) throws IOException {
        Path path = directory.resolve(NAME);
        if (Files.size(path) > MAX_BYTES) {
            throw new FormatException(path + ": byte " + MAX_BYTES + ": expected the manifest to end before");
        }
        byte[] bytes = Files.readAllBytes(path);
        CheckpointManifest manifest = decode(Json.parseObject(bytes, path.toString(), 0), path);
        if (manifest.step() != step) {
            throw new FormatException(path + ": byte 0: step is " + manifest.step() + "; expected " + step
                    + " as the directory's name says");
        }
        return manifest;
    }

    private static CheckpointManifest decode(ObjectNode root, Path path) {
        JsonNode format = root.path("format");
        JsonNode step = root.path("step");
        if (!Set.copyOf(root.propertyNames()).equals(Set.of("format", "step", "files"))
                || !format.isString()
                || !step.isIntegralNumber()
                || !step.canConvertToLong()
                || !(root.path("files") instanceof ObjectNode list)) {
            throw new FormatException(path + ": byte 0: expected the keys format, step and files");
        }
        if (!format.stringValue().equals(FORMAT)) {
            throw new FormatException(path + ": byte 0: format is \"" + format.stringValue() + "\"; expected \""
                    + FORMAT + "\"; was the checkpoint written by a newer Memhop?");
        }
        if (!List.copyOf(list.propertyNames()).equals(NAMES)) {
            throw new FormatException(path + ": byte 0: files are " + list.propertyNames() + "; expected " + NAMES);
        }
        Map<String, Fingerprint> files = new LinkedHashMap<>();
        for (String name : NAMES) {
            JsonNode entry = list.path(name);
            JsonNode bytes = entry.path("bytes");
            JsonNode sha256 = entry.path("sha256");
            if (entry.size() != 2 || !bytes.isIntegralNumber() || !bytes.canConvertToLong() || !sha256.isString()) {
                throw new FormatException(path + ": byte 0: " + name + ": expected the keys bytes and sha256");
            }
            files.put(name, new Fingerprint(bytes.longValue(), sha256.stringValue()));
        }
        return new CheckpointManifest(root.path("step").longValue(), files);
    }

    /** Checks that every listed file is there and byte for byte the one that was written. */
    void verify(Path directory) throws IOException {
        for (Map.Entry<String, Fingerprint> e : files.entrySet()) {
            Path file = directory.resolve(e.getKey());
            Fingerprint expected = e.getValue();
            if (!Files.isRegularFile(file)) {
                throw new FormatException(file + ": the file is missing; " + NAME + " lists it" + remedy(directory));
            }
            long size = Files.size(file);
            if (size != expected.bytes()) {
                throw new FormatException(file + ": byte " + Math.min(size, expected.bytes()) + ": the file has " + size
                        + " bytes; expected " + expected.bytes() + " as " + NAME + " says" + remedy(directory));
            }
            String sha256 = Sha256.of(file);
            if (!sha256.equals(expected.sha256())) {
                throw new FormatException(file + ": the SHA-256 of bytes 0 to " + size + " is " + sha256 + "; expected "
                        + expected.sha256() + " as " + NAME + " says" + remedy(directory));
            }
        }
    }

    private static String remedy(Path directory) {
        return "; the checkpoint is damaged: delete " + directory + " to use the one before it";
    }
}
