package org.memhop.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/** Summaries as JSON files. */
final class ReportFile {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ReportFile() {}

    /** Writes {@code LABEL.json} into a folder, which is made if it is not there. */
    static void write(Report report, Path folder) {
        String name = report.label()
                        .replace(' ', '-')
                        .replaceAll("[^A-Za-z0-9._=-]", "_")
                        .replace('=', '-') + ".json";
        String json = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(Summary.of(report));
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name), json + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Summary read(Path file) throws IOException {
        return MAPPER.readValue(Files.readString(file), Summary.class);
    }
}
