package org.memhop.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.memhop.api.backend.Availability;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendProvider;
import org.memhop.cli.common.BackendOptions;
import org.memhop.cli.common.ExitCode;
import org.memhop.cli.common.Workbench;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.Table;
import org.memhop.core.config.SettingTable;
import org.memhop.core.files.Records;
import org.memhop.core.run.TrainingRun;
import org.memhop.core.wiring.Plugins;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what can compute here, where it was found, and what it is made of; and every other plugin. */
@Command(
        name = "backends",
        description = {
            "Show what can compute here, or why it cannot; and every other plugin found.",
            "",
            "  memhop backends                            all of them",
            "  memhop backends tensorflow --device gpu:0  only this one, and whether it can use that device"
        })
final class BackendsCommand implements Callable<Integer> {
    private final Workbench workbench;

    @Parameters(
            arity = "0..*",
            paramLabel = "ID",
            description = "Only these backends, and no other plugins. Default: all there are.")
    private final List<String> ids = new ArrayList<>();

    @Option(names = "--json", description = "As one JSON object, for programs.")
    private boolean json;

    @Mixin
    private final BackendOptions options = new BackendOptions();

    BackendsCommand(Workbench workbench) {
        this.workbench = workbench;
    }

    /**
     * A backend.
     *
     * @param reason why it cannot run; empty if it can
     * @param remedy what to do about it; empty if it can
     */
    record Backend(
            String id, String jar, boolean available, String reason, String remedy, Map<String, String> details) {}

    /** A component or a task. */
    record Plugin(String kind, String id, String jar) {}

    /** All that was found. */
    record Found(String memhop, Map<String, String> java, List<Backend> backends, List<Plugin> plugins) {}

    @Override
    public Integer call() {
        int processors = Runtime.getRuntime().availableProcessors();
        Found found = find(options.config(processors));
        Output out = workbench.screen().out();
        if (json) {
            out.print(Records.write(found));
        } else {
            show(found, out);
        }
        return ExitCode.OK.code();
    }

    private Found find(BackendConfig config) {
        Plugins plugins = workbench.plugins();
        Map<String, String> java = new LinkedHashMap<>();
        java.put("version", Runtime.version().toString());
        java.put("vendor", System.getProperty("java.vendor"));
        java.put("home", System.getProperty("java.home"));
        java.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        java.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        java.put("heap_mib", Long.toString(Runtime.getRuntime().maxMemory() >> 20));
        List<Backend> backends = new ArrayList<>();
        List<Plugin> others = new ArrayList<>();
        if (!ids.isEmpty()) {
            ids.forEach(id -> backends.add(probe(plugins.backend(id), config)));
            return new Found(TrainingRun.version(), java, backends, others);
        }
        plugins.backends().values().forEach(provider -> backends.add(probe(provider, config)));
        plugins.components()
                .values()
                .forEach(c -> others.add(new Plugin(c.kind().getSimpleName(), c.id(), Plugins.origin(c))));
        plugins.tasks().forEach((id, task) -> others.add(new Plugin("Task", id, Plugins.origin(task))));
        return new Found(TrainingRun.version(), java, backends, others);
    }

    private static Backend probe(BackendProvider provider, BackendConfig config) {
        String jar = Plugins.origin(provider);
        Availability availability = provider.probe(config);
        if (availability instanceof Availability.Unavailable no) {
            return new Backend(provider.id(), jar, false, no.reason(), no.remedy(), Map.of());
        }
        return new Backend(provider.id(), jar, true, "", "", ((Availability.Available) availability).details());
    }

    private static void show(Found found, Output out) {
        String standard = SettingTable.TRAINING.stream()
                .filter(setting -> setting.name().equals("backend"))
                .map(setting -> setting.standard())
                .findFirst()
                .orElse("");
        out.line("memhop " + found.memhop());
        out.line("Java " + found.java().get("version") + " (" + found.java().get("vendor") + "), "
                + found.java().get("os") + ", " + found.java().get("processors") + " processors, "
                + found.java().get("heap_mib") + " MiB heap");
        for (Backend backend : found.backends()) {
            out.line("");
            String mark = backend.id().equals(standard) ? " (the default)" : "";
            out.line(out.bold(backend.id()) + mark + ": " + (backend.available() ? "available" : "cannot run here"));
            if (!backend.available()) {
                out.line("  why     " + backend.reason());
                out.line("  remedy  " + backend.remedy());
            }
            int width = backend.details().keySet().stream()
                    .mapToInt(String::length)
                    .max()
                    .orElse(0);
            int column = Math.max(width, "found in".length());
            backend.details().forEach((key, value) -> out.line("  " + Table.pad(key, column, false) + "  " + value));
            out.line("  " + Table.pad("found in", column, false) + "  " + backend.jar());
        }
        if (found.plugins().isEmpty()) {
            return;
        }
        out.line("");
        Table table = new Table("lll", "plugin", "id", "found in");
        found.plugins().forEach(p -> table.row(p.kind(), p.id(), p.jar()));
        table.print(out);
    }
}
