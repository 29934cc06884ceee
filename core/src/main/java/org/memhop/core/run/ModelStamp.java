package org.memhop.core.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.memhop.api.FormatException;
import org.memhop.core.config.SettingTable;
import org.memhop.core.config.Settings;
import org.memhop.core.data.Vocabulary;
import org.memhop.core.files.Sha256;
import org.memhop.core.model.ModelSize;

/**
 * What a checkpoint says of the model it was saved from. The tensors alone would fit models that compute something else: one
 * with another encoding, or with two words of the vocabulary exchanged.
 */
final class ModelStamp {
    private static final String WORDS = "vocabulary-sha256";
    private static final String LENGTH = "sentence-words";
    private static final String SLOTS = "slots";

    private ModelStamp() {}

    /** Every setting that shapes the model, its sizes, and the digest of its words. */
    static Map<String, String> of(Settings settings, ModelSize size, Vocabulary vocabulary) {
        Map<String, String> stamp = new LinkedHashMap<>();
        SettingTable.MODEL.forEach(setting -> stamp.put(setting.name(), settings.text(setting.name())));
        stamp.put(LENGTH, Integer.toString(size.sentenceWords()));
        stamp.put(SLOTS, Integer.toString(size.slots()));
        stamp.put(WORDS, Sha256.ofText(String.join("\n", vocabulary.words())));
        return stamp;
    }

    /**
     * Refuses a checkpoint of another model than this. A setting that it does not speak of had its default value: there was no
     * other when it was saved.
     *
     * @param now the model that the files of the run speak of
     * @throws FormatException naming the file that has changed
     */
    static void check(Map<String, String> saved, Map<String, String> now, Path run) {
        Map<String, String> unsaid = Settings.standard().values();
        now.forEach((key, value) -> {
            if (!Objects.equals(saved.getOrDefault(key, unsaid.get(key)), value)) {
                throw new FormatException(run.resolve(file(key)) + ": " + key + " is " + value
                        + "; the checkpoint was saved with " + saved.getOrDefault(key, "nothing of that name")
                        + ": bring back the file as it was");
            }
        });
    }

    private static String file(String key) {
        return switch (key) {
            case WORDS -> RunDirectory.VOCABULARY;
            case LENGTH, SLOTS -> RunDirectory.MODEL;
            default -> RunDirectory.CONFIG;
        };
    }
}
