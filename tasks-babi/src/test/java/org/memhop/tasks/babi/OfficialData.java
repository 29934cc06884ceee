package org.memhop.tasks.babi;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.memhop.tasks.babi.format.BabiDirectory;

/** The official corpus, for the tests that need it: found through MEMHOP_DATA; without it they are skipped. */
public final class OfficialData {
    private OfficialData() {}

    /** The files of a set such as {@code en}; aborts the test, saying why, where MEMHOP_DATA is unset. */
    public static BabiDirectory set(String set) {
        return BabiDirectory.open(root(), set);
    }

    /** Where the corpus is; aborts the test, saying why, where MEMHOP_DATA is unset. */
    public static Path root() {
        String data = System.getenv("MEMHOP_DATA");
        if (data == null) {
            // Maven's output counts what was skipped, but does not say why.
            String test = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                    .walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                            .filter(caller -> caller != OfficialData.class)
                            .findFirst())
                    .map(Class::getSimpleName)
                    .orElse("a test");
            String reason = "skipped: MEMHOP_DATA does not name a directory with tasks_1-20_v1-2";
            System.out.println(test + ": " + reason);
            Assumptions.abort(reason);
        }
        return Path.of(data);
    }
}
