package org.memhop.tasks.babi;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.memhop.api.ConfigException;

/**
 * Which tasks a user asked for, as in {@code 1}, {@code 1,4,6}, {@code 1-20}, {@code joint} or {@code joint:1,4,6}.
 *
 * @param tasks their numbers, ascending
 * @param joint whether one model learns them all together
 */
public record BabiSelection(List<Integer> tasks, boolean joint) {
    private static final int TASKS = 20;
    private static final String JOINT_OF = "joint:";

    /**
     * Reads a selection.
     *
     * @throws ConfigException if it is none; shows what one looks like
     */
    public static BabiSelection parse(String text) {
        if (text.equals("joint")) {
            return new BabiSelection(parse("1-" + TASKS).tasks(), true);
        }
        if (text.startsWith(JOINT_OF)) {
            return new BabiSelection(parse(text.substring(JOINT_OF.length())).tasks(), true);
        }
        TreeSet<Integer> tasks = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            String[] ends = part.strip().split("-", 2);
            int first = number(ends[0], text);
            int last = ends.length == 1 ? first : number(ends[1], text);
            for (int task = first; task <= last; task++) {
                tasks.add(task);
            }
        }
        if (tasks.isEmpty()) {
            throw wrong(text);
        }
        return new BabiSelection(new ArrayList<>(tasks), false);
    }

    private static int number(String digits, String text) {
        try {
            int number = Integer.parseInt(digits.strip());
            if (number >= 1 && number <= TASKS) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(text);
        }
        throw wrong(text);
    }

    private static ConfigException wrong(String text) {
        return new ConfigException("tasks \"" + text + "\": expected numbers from 1 to " + TASKS
                + ", as in 1 or 1,4,6 or 1-20, or the word joint, or joint:1,4,6");
    }
}
