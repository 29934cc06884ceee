package org.memhop.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MemhopExceptionTest {
    static Stream<Arguments> kinds() {
        return Stream.of(
                kind(BackendException::new, BackendException::new),
                kind(ConfigException::new, ConfigException::new),
                kind(FormatException::new, FormatException::new),
                kind(GraphException::new, GraphException::new),
                kind(StorageException::new, StorageException::new),
                kind(TrainingException::new, TrainingException::new));
    }

    private static Arguments kind(
            Function<String, MemhopException> plain, BiFunction<String, Throwable, MemhopException> caused) {
        return Arguments.of(plain, caused);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_error_carries_its_message_and_its_cause(
            Function<String, MemhopException> plain, BiFunction<String, Throwable, MemhopException> caused) {
        Exception cause = new IllegalStateException("below");

        assertThat(plain.apply("what to do")).hasMessage("what to do").hasNoCause();
        assertThat(caused.apply("what to do", cause)).hasMessage("what to do").hasCause(cause);
    }
}
