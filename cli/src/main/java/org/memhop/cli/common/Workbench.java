package org.memhop.cli.common;

import java.util.Optional;
import org.memhop.cli.terminal.Screen;
import org.memhop.core.wiring.MemhopModule;
import org.memhop.core.wiring.Plugins;

/** What every command works with: the screen, and the plugins, which are looked for when a command first needs them. */
public final class Workbench {
    private final Screen screen;
    private Optional<Plugins> plugins = Optional.empty();

    public Workbench(Screen screen) {
        this.screen = screen;
    }

    public Screen screen() {
        return screen;
    }

    /** Every plugin on the class path. */
    public synchronized Plugins plugins() {
        Plugins found = plugins.orElseGet(MemhopModule::plugins);
        plugins = Optional.of(found);
        return found;
    }
}
