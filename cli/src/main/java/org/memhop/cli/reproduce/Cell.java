package org.memhop.cli.reproduce;

import java.util.LinkedHashMap;
import java.util.Map;
import org.memhop.api.task.TaskData;
import org.memhop.core.config.Settings;

/**
 * One training of the table.
 *
 * @param task a number, or {@code joint}
 * @param restart from 1
 */
record Cell(Column column, String task, int restart, TaskData data, Settings settings) {
    /** What stands for the task where one model learns all. */
    static final String JOINT = "joint";

    /** As in {@code pe-ls-rn.task-1.restart-1}: the name of its file. */
    String name() {
        return name(column, task, restart);
    }

    /** What its data is, by file name, so that a corpus may be moved. */
    Map<String, String> digests() {
        return digests(data);
    }

    static Map<String, String> digests(TaskData data) {
        Map<String, String> digests = new LinkedHashMap<>();
        data.source().forEach((name, digest) -> digests.put(name.replaceAll(".*[/\\\\]", ""), digest));
        return digests;
    }

    static String name(Column column, String task, int restart) {
        return column.id() + "." + (task.equals(JOINT) ? task : "task-" + task) + ".restart-" + restart;
    }
}
