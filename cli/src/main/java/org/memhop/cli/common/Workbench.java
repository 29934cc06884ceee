package org.memhop.cli.common;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.memhop.cli.terminal.Screen;
import org.memhop.core.wiring.MemhopModule;
import org.memhop.core.wiring.Plugins;

/** What every command works with: the screen, and the plugins, which are looked for when a command first needs them. */
public final class Workbench {
    private final Screen screen;
    private final Supplier<List<Path>> backendPlaces;
    private Optional<Plugins> plugins = Optional.empty();

    /**
     * @param backendPlaces folders of backends; asked for when a command first needs plugins
     */
    public Workbench(Screen screen, Supplier<List<Path>> backendPlaces) {
        this.screen = screen;
        this.backendPlaces = backendPlaces;
    }

    public Screen screen() {
        return screen;
    }

    /** Every plugin on the class path, and the backends in folders. */
    public synchronized Plugins plugins() {
        Plugins found = plugins.orElseGet(() -> MemhopModule.plugins(backendPlaces.get()));
        plugins = Optional.of(found);
        return found;
    }
}
