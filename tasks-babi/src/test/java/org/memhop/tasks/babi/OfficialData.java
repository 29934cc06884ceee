package org.memhop.tasks.babi;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.memhop.tasks.babi.format.BabiDirectory;

/** The official corpus, for the tests that need it: found through MEMHOP_DATA, and skipped without it. */
public final class OfficialData {
    private OfficialData() {}

    /** The files of a set such as {@code en}; aborts the test, saying why, where MEMHOP_DATA is unset. */
    public static BabiDirectory set(String set) {
        String data = System.getenv("MEMHOP_DATA");
        Assumptions.assumeTrue(data != null, "skipped: MEMHOP_DATA does not name a directory with tasks_1-20_v1-2");
        return BabiDirectory.open(Path.of(data), set);
    }
}
