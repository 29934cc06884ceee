package org.memhop.core.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.memhop.api.FormatException;
import org.memhop.core.config.Settings;
import org.memhop.core.data.Vocabulary;
import org.memhop.core.model.ModelSize;

class ModelStampTest {
    private static final Path RUN = Path.of("run");

    @Test
    void a_checkpoint_that_is_older_than_a_setting_had_its_default() {
        Map<String, String> older = new LinkedHashMap<>(stamp("question"));
        older.remove("first-state");

        assertThatCode(() -> ModelStamp.check(older, stamp("question"), RUN)).doesNotThrowAnyException();
        assertThatThrownBy(() -> ModelStamp.check(older, stamp("constant"), RUN))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("first-state is constant");
    }

    @Test
    void sizes_and_words_have_no_default() {
        Map<String, String> bare = new LinkedHashMap<>(stamp("question"));
        bare.remove("slots");

        assertThatThrownBy(() -> ModelStamp.check(bare, stamp("question"), RUN))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("slots is 4; the checkpoint was saved with nothing of that name");
    }

    private static Map<String, String> stamp(String firstState) {
        Vocabulary words = Vocabulary.of(List.of());
        return ModelStamp.of(Settings.standard().with("first-state", firstState), new ModelSize(3, 2, 4), words);
    }
}
