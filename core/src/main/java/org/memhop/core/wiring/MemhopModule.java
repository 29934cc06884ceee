package org.memhop.core.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
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
        MemhopModule module = new MemhopModule();
        module.backends.putAll(Discovered.byId(
                Discovered.all(BackendProvider.class, loader).stream()
                        .map(BackendProvider.class::cast)
                        .toList(),
                BackendProvider::id));
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
        return Guice.createInjector(discovering(MemhopModule.class.getClassLoader()))
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
