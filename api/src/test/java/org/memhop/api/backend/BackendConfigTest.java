package org.memhop.api.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.BackendException;

class BackendConfigTest {
    @Test
    void one_thread_unless_said_otherwise() {
        assertThat(BackendConfig.DEFAULT.threads()).isEqualTo(1);
        assertThat(BackendConfig.DEFAULT.with("threads", "1024").threads()).isEqualTo(1024);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-2", "1025", "two", "", "1.5"})
    void a_number_of_threads_that_is_none_is_refused(String text) {
        assertThatThrownBy(() -> BackendConfig.DEFAULT.with("threads", text).threads())
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("option threads: found ")
                .hasMessageContaining(text)
                .hasMessageContaining("expected a whole number from 1 to 1024");
    }

    @Test
    void an_option_more_leaves_the_others_and_the_original_alone() {
        BackendConfig one = new BackendConfig(Map.of("a", "1"));
        BackendConfig two = one.with("b", "2").with("a", "3");

        assertThat(one.options()).containsExactly(Map.entry("a", "1"));
        assertThat(two.options()).containsOnly(Map.entry("a", "3"), Map.entry("b", "2"));
    }

    @Test
    void details_keep_their_order_and_nobody_changes_them() {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("z", "1");
        details.put("a", "2");
        var available = new Availability.Available(details);
        var info = new BackendInfo("jvm", details);
        details.clear();

        assertThat(available.details().keySet()).containsExactly("z", "a");
        assertThat(info.details()).isEqualTo(available.details());
        assertThatThrownBy(() -> info.details().put("b", "3")).isInstanceOf(UnsupportedOperationException.class);
    }
}
