package org.memhop.cli.reproduce;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.memhop.api.ConfigException;
import org.memhop.api.task.TaskData;
import org.memhop.core.config.Nearest;
import org.memhop.core.config.Settings;
import org.memhop.core.train.Stacking;

/**
 * A column of the table: one way to make and train a model, on each task or on all together.
 *
 * @param id as the user wrote it, as in {@code gated} or {@code gated:hops=2}
 * @param title that stands over it
 * @param joint whether one model learns all tasks
 * @param changes what it changes in the default settings, by name
 * @param further what the user changed in it
 * @param members of an ensemble, whose answers are those of all its members' restarts together; else empty
 * @param stacked whether those of an ensemble count by what they answer to held-out questions ({@link Stacking}), else alike
 */
record Column(
        String id,
        String title,
        boolean joint,
        Map<String, String> changes,
        Map<String, String> further,
        List<Column> members,
        boolean stacked) {
    private static final String FLAG = "--columns";
    private static final Pattern WEIGHTED = Pattern.compile("(.+):weights=([^:+]*)");
    private static final String EQUAL = "equal";
    private static final String STACKING = "stacking";

    Column {
        members = List.copyOf(members);
        changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
        further = Collections.unmodifiableMap(new LinkedHashMap<>(further));
    }

    /**
     * The columns of a list.
     *
     * @param text ids with commas between them, each with further settings after colons; {@code all} for the paper's columns,
     *     {@code variants} for the others
     * @throws ConfigException if there is none of an id, and names the nearest one; or if a setting is none
     */
    static List<Column> parse(String text) {
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .flatMap(id -> switch (id) {
                    case "all" -> ColumnTable.PAPER.stream();
                    case "variants" -> ColumnTable.VARIANTS.stream();
                    default -> Stream.of(of(id));
                })
                .distinct()
                .toList();
    }

    /**
     * The column of an id, or of several with + between them, an ensemble; behind which {@code :weights=stacking} or {@code
     * equal} says how its members count. Throws as {@link #parse}.
     */
    static Column of(String id) {
        Matcher weighted = WEIGHTED.matcher(id);
        if (weighted.matches()) {
            return weighted(id, of(weighted.group(1)), weighted.group(2));
        }
        List<Column> columns = Stream.of(id.split("\\+", -1)).map(Column::plain).toList();
        return columns.size() == 1
                ? columns.get(0)
                : ensemble(id, columns, columns.stream().anyMatch(Column::stacked));
    }

    private static Column weighted(String id, Column ensemble, String weights) {
        String where = FLAG + " " + id + ": ";
        if (!weights.equals(EQUAL) && !weights.equals(STACKING)) {
            throw new ConfigException(where + "found weights=" + weights + "; expected " + STACKING
                    + ", by what members answer to held-out questions, or " + EQUAL);
        } else if (ensemble.members().isEmpty()) {
            throw new ConfigException(
                    where + "found weights of a column that answers alone; expected an ensemble, as in " + ensemble.id()
                            + "+pe:weights=" + weights);
        }
        return ensemble(id, ensemble.members(), weights.equals(STACKING));
    }

    /**
     * The ensemble of some columns; of an ensemble among them, its members.
     *
     * @throws ConfigException if some learn all tasks at once and some do not
     */
    static Column ensemble(String id, List<Column> columns, boolean stacked) {
        List<Column> members = columns.stream()
                .flatMap(column -> column.trained().stream())
                .distinct()
                .toList();
        boolean joint = members.get(0).joint();
        if (members.stream().anyMatch(member -> member.joint() != joint)) {
            throw new ConfigException(
                    FLAG + " " + id + ": found columns of one model for all tasks and columns of a model"
                            + " a task; expected one kind, as they answer the same questions with the same words");
        }
        return new Column(id, id, joint, Map.of(), Map.of(), members, stacked);
    }

    private static Column plain(String id) {
        NamedSettings named = NamedSettings.of(id, FLAG);
        Column known = known(named.name());
        TableFlags.requireNone(named.settings(), FLAG + " " + id + ": ");
        if (named.settings().isEmpty()) {
            return known;
        }
        if (!known.members().isEmpty()) {
            String members = known.members().stream().map(Column::id).collect(Collectors.joining("+"));
            throw new ConfigException(FLAG + " " + id + ": " + known.id() + " is the ensemble " + members
                    + "; say what is to change of a member, as in " + members.replaceFirst("\\+|$", ":hops=2$0"));
        }
        return new Column(id, id, known.joint(), known.changes(), named.settings(), List.of(), false);
    }

    /** The columns that are trained for it: itself, or the members of an ensemble. */
    List<Column> trained() {
        return members.isEmpty() ? List.of(this) : members;
    }

    /** The ids of all columns that have a name. */
    static List<String> ids() {
        return Stream.concat(ColumnTable.PAPER.stream(), ColumnTable.VARIANTS.stream())
                .map(Column::id)
                .toList();
    }

    /** Whether it is a column of the paper's, as the paper has it. */
    boolean papers() {
        return ColumnTable.PAPER.contains(this);
    }

    /** All that it changes, by name. */
    Map<String, String> allChanges() {
        Map<String, String> all = new LinkedHashMap<>(changes);
        all.putAll(further);
        return all;
    }

    /**
     * The settings it is trained with on some data: the defaults, changed by the recipe of the data, by the column, by what
     * the user says of every column, and last by what the user says of this one.
     */
    Settings settings(TaskData data, Map<String, String> everywhere) {
        return Settings.standard()
                .with(data.recipe(), "recipe of " + data.name())
                .with(changes, "column " + id)
                .with(everywhere, "command line")
                .with(further, FLAG + " " + id);
    }

    private static Column known(String id) {
        return Stream.concat(ColumnTable.PAPER.stream(), ColumnTable.VARIANTS.stream())
                .filter(column -> column.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ConfigException("there is no column \"" + id + "\"; did you mean "
                        + Nearest.of(id, ids()) + "? there are " + String.join(", ", ids())
                        + "; all for those of the paper, variants for the others"));
    }
}
