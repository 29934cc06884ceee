package org.memhop.cli.reproduce;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.memhop.api.ConfigException;
import org.memhop.core.config.Nearest;

/** The columns of the paper's table of memory networks: what each changes in the default settings. */
enum Column {
    BOW("bow", "BoW", false, "encoding=bag-of-words linear-start=none noise=0"),
    PE("pe", "PE", false, "linear-start=none noise=0"),
    PE_LS("pe-ls", "PE LS", false, "noise=0"),
    PE_LS_RN("pe-ls-rn", "PE LS RN", false, ""),
    ONE_HOP_JOINT("1hop-joint", "1 hop joint", true, "hops=1 noise=0"),
    TWO_HOPS_JOINT("2hop-joint", "2 hops joint", true, "hops=2 noise=0"),
    THREE_HOPS_JOINT("3hop-joint", "3 hops joint", true, "noise=0"),
    PE_LS_RN_JOINT("pe-ls-rn-joint", "PE LS RN joint", true, ""),
    PE_LS_LW_JOINT("pe-ls-lw-joint", "PE LS LW joint", true, "tying=layer-wise noise=0");

    private final String id;
    private final String title;
    private final boolean joint;
    private final Map<String, String> changes = new TreeMap<>();

    Column(String id, String title, boolean joint, String changes) {
        this.id = id;
        this.title = title;
        this.joint = joint;
        Stream.of(changes.split(" ")).filter(change -> !change.isEmpty()).forEach(change -> {
            int equals = change.indexOf('=');
            this.changes.put(change.substring(0, equals), change.substring(equals + 1));
        });
    }

    String id() {
        return id;
    }

    /** As the paper heads it. */
    String title() {
        return title;
    }

    /** Whether one model learns all tasks. */
    boolean joint() {
        return joint;
    }

    /** Settings by name. */
    Map<String, String> changes() {
        return changes;
    }

    /**
     * The columns of a list of ids, or of {@code all}.
     *
     * @throws ConfigException if there is none of an id; names the nearest one
     */
    static List<Column> parse(String text) {
        if (text.equals("all")) {
            return List.of(values());
        }
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .map(Column::of)
                .distinct()
                .toList();
    }

    private static Column of(String id) {
        List<String> ids = Stream.of(values()).map(Column::id).toList();
        return Stream.of(values())
                .filter(column -> column.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new ConfigException("there is no column \"" + id + "\"; did you mean "
                        + Nearest.of(id, ids) + "? there are " + String.join(", ", ids) + ", and all for every one"));
    }
}
