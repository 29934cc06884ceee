package org.memhop.core.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.memhop.api.backend.BackendProvider;
import org.memhop.api.model.ComponentProvider;
import org.memhop.api.task.TaskProvider;

/**
 * Binds {@link Plugins} and the three maps it is made of: {@code Map<String, BackendProvider>}, {@code Map<String,
 * TaskProvider>} and {@code Map<String, ComponentProvider<?>>}. An application adds its own with {@link MapBinder}, or
 * binds nothing but its own by installing {@link #withoutDiscovery()}.
 */
public final class MemhopModule extends AbstractModule {
    private static final TypeLiteral<ComponentProvider<?>> COMPONENT = new TypeLiteral<>() {};

    private final Map<String, BackendProvider> backends = new LinkedHashMap<>();
    private final Map<String, TaskProvider> tasks = new LinkedHashMap<>();
    private final Map<String, ComponentProvider<?>> components = new LinkedHashMap<>();

    private MemhopModule() {}

    /** With every plugin that {@link java.util.ServiceLoader} finds through this loader. */
    public static MemhopModule discovering(ClassLoader loader) {
        return discovering(loader, List.of());
    }

    /**
     * With every plugin that {@link java.util.ServiceLoader} finds through this loader, and the backends of some folders.
     * Each folder has a class loader of its own: it sees Memhop's API, SLF4J and the JDK, and nothing else but its own jars.
     *
     * @param backendFolders each has the jars of a backend and of all that it needs, or folders that have; one that is named
     *     twice counts once
     * @throws org.memhop.api.StorageException if a folder is not there
     * @throws org.memhop.api.BackendException if a folder brings no backend, or one that cannot be loaded
     * @throws org.memhop.api.ConfigException if two plugins have one id
     */
    public static MemhopModule discovering(ClassLoader loader, List<Path> backendFolders) {
        MemhopModule module = new MemhopModule();
        List<BackendProvider> backends = new ArrayList<>();
        Discovered.all(BackendProvider.class, loader).forEach(plugin -> backends.add((BackendProvider) plugin));
        BackendFolder.at(backendFolders).forEach(folder -> backends.addAll(folder.providers(loader)));
        module.backends.putAll(Discovered.byId(backends, BackendProvider::id));
        module.tasks.putAll(Discovered.byId(
                Discovered.all(TaskProvider.class, loader).stream()
                        .map(TaskProvider.class::cast)
                        .toList(),
                TaskProvider::id));
        List<ComponentProvider<?>> found = new ArrayList<>();
        Discovered.all(ComponentProvider.class, loader).forEach(plugin -> found.add((ComponentProvider<?>) plugin));
        module.components.putAll(Discovered.byId(found, Plugins::key));
        return module;
    }

    /** With nothing: the application binds what it wants. */
    public static MemhopModule withoutDiscovery() {
        return new MemhopModule();
    }

    /** The plugins that are found through the class loader of this class, put together. */
    public static Plugins plugins() {
        return plugins(List.of());
    }

    /**
     * The plugins that are found through the class loader of this class, and the backends of some folders, put together.
     *
     * @param backendFolders as in {@link #discovering(ClassLoader, List)}
     */
    public static Plugins plugins(List<Path> backendFolders) {
        return Guice.createInjector(discovering(MemhopModule.class.getClassLoader(), backendFolders))
                .getInstance(Plugins.class);
    }

    @Override
    protected void configure() {
        TypeLiteral<String> id = TypeLiteral.get(String.class);
        MapBinder<String, BackendProvider> backendMap =
                MapBinder.newMapBinder(binder(), id, TypeLiteral.get(BackendProvider.class));
        backends.forEach((name, provider) -> backendMap.addBinding(name).toInstance(provider));
        MapBinder<String, TaskProvider> taskMap =
                MapBinder.newMapBinder(binder(), id, TypeLiteral.get(TaskProvider.class));
        tasks.forEach((name, provider) -> taskMap.addBinding(name).toInstance(provider));
        MapBinder<String, ComponentProvider<?>> componentMap = MapBinder.newMapBinder(binder(), id, COMPONENT);
        components.forEach((name, provider) -> componentMap.addBinding(name).toInstance(provider));
        bind(Plugins.class);
    }
}
