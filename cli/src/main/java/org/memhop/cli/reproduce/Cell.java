package org.memhop.cli.reproduce;

import java.util.LinkedHashMap;
import java.util.Map;
import org.memhop.api.task.TaskData;
import org.memhop.core.config.Settings;
import org.memhop.core.files.Sha256;

/**
 * One training of the table.
 *
 * @param task a number, or {@code joint}
 * @param restart from 1
 * @param answers whether what it says to every question is kept, for an ensemble
 */
record Cell(Column column, String task, int restart, TaskData data, Settings settings, boolean answers) {
    /** What stands for the task where one model learns all. */
    static final String JOINT = "joint";

    /** Of a column's id in the name of a file: file systems take 255 letters in all. */
    private static final int LONGEST = 120;

    /** As in {@code pe-ls-rn.task-1.restart-1}. */
    String name() {
        return name(column, task, restart);
    }

    /**
     * The name of its file, without the ending: its name, where a colon, which not every file system takes, is a plus. So
     * columns that differ have files that differ; a column whose id is long is told by the digest of the id.
     */
    String file() {
        String id = column.id().replace(':', '+');
        String told = id.length() <= LONGEST ? id : id.substring(0, LONGEST) + "+" + Sha256.ofText(id);
        return name(told, task, restart);
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
        return name(column.id(), task, restart);
    }

    private static String name(String column, String task, int restart) {
        return column + "." + (task.equals(JOINT) ? task : "task-" + task) + ".restart-" + restart;
    }
}
