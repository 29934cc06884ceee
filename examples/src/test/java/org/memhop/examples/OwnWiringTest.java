package org.memhop.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.api.ConfigException;
import org.memhop.core.run.NewRun;
import org.memhop.core.wiring.Plugins;

class OwnWiringTest {
    @TempDir
    Path directory;

    @Test
    void what_was_bound_is_enough_to_train_and_to_answer() throws Exception {
        OwnWiring application = Guice.createInjector(new OwnWiring.Parts()).getInstance(OwnWiring.class);

        assertThat(Shown.byJavadoc(OwnWiring.class, out -> application.run(directory.resolve("run"), out)))
                .endsWith("Where is Mary? garden");
    }

    @Test
    void what_was_not_bound_is_not_there_though_it_is_on_the_class_path() {
        Plugins plugins = Guice.createInjector(new OwnWiring.Parts()).getInstance(Plugins.class);

        assertThatThrownBy(() -> NewRun.train(
                        directory, plugins, "babi", Map.of("memory", "sentences", "encoding", "bag-of-words")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("found \"sentences\"")
                .hasMessageContaining("[fading]");
    }
}
