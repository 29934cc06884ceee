package org.memhop.conformance.cases;

import java.util.Optional;
import java.util.function.Supplier;

/** Something that is computed when it is first asked for, and kept. */
final class Lazy<T> {
    private Optional<T> value = Optional.empty();

    synchronized T get(Supplier<T> source) {
        if (value.isEmpty()) {
            value = Optional.of(source.get());
        }
        return value.orElseThrow();
    }
}
