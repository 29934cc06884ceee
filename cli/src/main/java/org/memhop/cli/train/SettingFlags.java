package org.memhop.cli.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.memhop.core.config.Setting;
import org.memhop.core.config.SettingTable;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A flag for every setting there is, made from the table of settings. */
public final class SettingFlags {
    private final Map<String, OptionSpec> flags = new LinkedHashMap<>();

    /** Adds the flags to a command, in two groups of its help. */
    public void addTo(CommandSpec command) {
        command.addArgGroup(group("The model:", SettingTable.MODEL));
        command.addArgGroup(group("Its training:", SettingTable.TRAINING));
    }

    /** What was given on the command line, by the name of the setting. */
    public Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        flags.forEach((name, flag) -> {
            Object value = flag.getValue();
            if (value != null) {
                given.put(name, value.toString());
            }
        });
        return given;
    }

    private ArgGroupSpec group(String heading, List<Setting> settings) {
        ArgGroupSpec.Builder group =
                ArgGroupSpec.builder().heading("%n" + heading + "%n").validate(false);
        for (Setting setting : settings) {
            OptionSpec flag = flag(setting);
            flags.put(setting.name(), flag);
            group.addArg(flag);
        }
        return group.build();
    }

    private static OptionSpec flag(Setting setting) {
        OptionSpec.Builder flag = OptionSpec.builder("--" + setting.name())
                .type(String.class)
                .paramLabel(label(setting))
                .description(escaped(
                        capitalised(setting.help()) + ". " + values(setting) + "Default " + setting.standard() + "."));
        if (setting.kind() instanceof Setting.Choice choice) {
            flag.completionCandidates(choice.values());
        }
        return flag.build();
    }

    private static String label(Setting setting) {
        if (setting.kind() instanceof Setting.Whole) {
            return "N";
        } else if (setting.kind() instanceof Setting.Real) {
            return "X";
        }
        return setting.kind() instanceof Setting.Choice ? "WORD" : "ID";
    }

    /** The values of a choice, and where those of a plugin are told. */
    private static String values(Setting setting) {
        if (setting.kind() instanceof Setting.Choice choice) {
            return capitalised(choice.expected()) + ". ";
        } else if (setting.kind() instanceof Setting.Whole whole && whole.most() < 1_000_000) {
            return "From " + whole.least() + " to " + whole.most() + ". ";
        } else if (setting.kind() instanceof Setting.Plugin plugin) {
            return "All there are: memhop " + (plugin.what().equals("backend") ? "backends. " : "components. ");
        }
        return "";
    }

    private static String capitalised(String text) {
        // K: and d: are the paper's letters
        boolean letter = text.length() > 1 && text.charAt(1) == ':';
        return letter ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String escaped(String text) {
        return text.replace("%", "%%").replace("@|", "@\\|");
    }
}
