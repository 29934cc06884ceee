package org.memhop.core.compare;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.memhop.api.StorageException;
import org.memhop.api.graph.HostTensor;
import org.memhop.core.files.AtomicFiles;
import org.memhop.core.files.Records;
import org.memhop.core.files.Safetensors;

/**
 * A folder that shows where a backend parts: {@code graph.json}, {@code tensors.safetensors} with the values of inputs,
 * variables and constants, and {@code README.md} for people.
 *
 * @param backend the id of the backend that parted
 */
public record Reproduction(String backend, Scenario scenario) {
    private static final String GRAPH = "graph.json";
    private static final String TENSORS = "tensors.safetensors";

    /**
     * Writes the folder, and creates it if it is not there.
     *
     * @param readme in Markdown
     * @throws StorageException if it cannot be written
     */
    public void write(Path folder, String readme) {
        GraphWriter writer = new GraphWriter(scenario);
        String json = writer.record(backend).toJson();
        AtomicFiles.createDirectories(folder);
        AtomicFiles.write(folder.resolve(TENSORS), bytes(writer.tensors()));
        AtomicFiles.write(folder.resolve("README.md"), readme);
        AtomicFiles.write(folder.resolve(GRAPH), json); // last: with it the folder is whole
    }

    /**
     * Reads a folder that nobody vouches for.
     *
     * @throws org.memhop.api.FormatException if a file is not as it should be; names the place
     * @throws StorageException if a file is missing or cannot be read
     */
    public static Reproduction read(Path folder) {
        return read(folder, Runtime.getRuntime().maxMemory() / 4);
    }

    static Reproduction read(Path folder, long memory) {
        Path file = folder.resolve(GRAPH);
        if (!Files.isRegularFile(file)) {
            throw new StorageException(folder + ": there is no " + GRAPH
                    + " here; expected a folder that memhop compare wrote where a backend parted");
        }
        Path tensors = folder.resolve(TENSORS);
        GraphRecord graph = Records.read(file, GraphRecord.class);
        Map<String, HostTensor> values = Safetensors.read(tensors).tensors();
        Scenario scenario = new GraphReader(file.toString(), tensors.toString(), graph, values).scenario(memory);
        return new Reproduction(GraphReader.printable(graph.backend()), scenario);
    }

    private static byte[] bytes(Map<String, HostTensor> tensors) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Safetensors.write(out, tensors, Map.of());
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail to be written
        }
    }
}
