package org.memhop.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.memhop.api.model.ComponentProvider;
import org.memhop.cli.common.ExitCode;
import org.memhop.cli.common.Workbench;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.Table;
import org.memhop.core.config.Setting;
import org.memhop.core.config.SettingTable;
import org.memhop.core.files.Records;
import org.memhop.core.wiring.Plugins;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what a network can be put together from. */
@Command(
        name = "components",
        description = {
            "Show what a network can be put together from: of each setting that chooses a component the ids there are,"
                    + " and what each is. Options of its own follow an id after colons.",
            "",
            "  memhop train babi --memory entity",
            "  memhop train babi --memory entity:slots=12 --hop multi-head:heads=2"
        })
final class ComponentsCommand implements Callable<Integer> {
    private final Workbench workbench;

    @Option(names = "--json", description = "As one JSON object, for programs.")
    private boolean json;

    ComponentsCommand(Workbench workbench) {
        this.workbench = workbench;
    }

    /**
     * A component.
     *
     * @param setting that chooses it
     * @param summary what it is
     */
    record Component(String setting, String id, String summary) {}

    /** All that were found. */
    record Components(List<Component> components) {}

    @Override
    public Integer call() {
        Components found = new Components(find(workbench.plugins()));
        Output out = workbench.screen().out();
        if (json) {
            out.print(Records.write(found));
        } else {
            show(found.components(), out);
        }
        return ExitCode.OK.code();
    }

    /** In the order of the settings. */
    private static List<Component> find(Plugins plugins) {
        List<Component> all = new ArrayList<>();
        for (Setting setting : SettingTable.MODEL) {
            for (ComponentProvider<?> provider : plugins.components().values()) {
                if (Plugins.setting(provider.kind()).equals(setting.name())) {
                    all.add(new Component(setting.name(), provider.id(), provider.summary()));
                }
            }
        }
        return all;
    }

    private static void show(List<Component> all, Output out) {
        Table table = new Table("lll", "setting", "id", "");
        String before = "";
        for (Component component : all) {
            table.row(
                    component.setting().equals(before) ? "" : component.setting(), component.id(), component.summary());
            before = component.setting();
        }
        table.print(out);
    }
}
