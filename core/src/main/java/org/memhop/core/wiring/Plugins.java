package org.memhop.core.wiring;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.memhop.api.BackendException;
import org.memhop.api.ConfigException;
import org.memhop.api.backend.Availability;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendProvider;
import org.memhop.api.model.ComponentProvider;
import org.memhop.api.model.ModelContext;
import org.memhop.api.model.SentenceEncoder;
import org.memhop.api.task.TaskProvider;
import org.memhop.core.config.Nearest;
import org.memhop.core.model.Components;

/** The plugins there are, and the errors for those there are not. */
public final class Plugins implements Components {
    private final Map<String, BackendProvider> backends;
    private final Map<String, TaskProvider> tasks;
    private final Map<String, ComponentProvider<?>> components;

    /**
     * @param components by kind and id, as in {@code Hop:softmax}
     */
    @Inject
    public Plugins(
            Map<String, BackendProvider> backends,
            Map<String, TaskProvider> tasks,
            Map<String, ComponentProvider<?>> components) {
        this.backends = new TreeMap<>(backends);
        this.tasks = new TreeMap<>(tasks);
        this.components = new TreeMap<>(components);
    }

    /** The key of a component in the map that Guice binds. */
    public static String key(ComponentProvider<?> provider) {
        return key(provider.kind(), provider.id());
    }

    private static String key(Class<?> kind, String id) {
        return kind.getSimpleName() + ":" + id;
    }

    /** Every backend, by id. */
    public Map<String, BackendProvider> backends() {
        return backends;
    }

    /** Every task, by id. */
    public Map<String, TaskProvider> tasks() {
        return tasks;
    }

    /** Every component, by kind and id. */
    public Map<String, ComponentProvider<?>> components() {
        return components;
    }

    /** The jar or folder a plugin was loaded from. */
    public static String origin(Object plugin) {
        return Discovered.origin(plugin);
    }

    /**
     * A backend that was found, whether it can run here or not.
     *
     * @throws BackendException if it is unknown; says of every backend found where it is and whether it can run
     */
    public BackendProvider backend(String id) {
        BackendProvider provider = backends.get(id);
        if (provider == null) {
            String meant = Nearest.typo(id, backends.keySet())
                    .map(known -> "; did you mean " + known + "?")
                    .orElse("");
            throw new BackendException("there is no backend \"" + id + "\"" + meant + "\n" + describe(backends.keySet())
                    + "if there is such a backend, put memhop-backend-" + id
                    + " on the class path, or its folder of jars among"
                    + " the folders of backends (memhop --backends DIR, or MEMHOP_BACKENDS)");
        }
        return provider;
    }

    /**
     * Opens a backend.
     *
     * @throws BackendException if it is unknown or cannot run here; says of every other where it is and whether it can
     */
    public Backend open(String id, BackendConfig config) {
        BackendProvider provider = backend(id);
        if (provider.probe(config) instanceof Availability.Unavailable no) {
            Set<String> others = new TreeSet<>(backends.keySet());
            others.remove(id);
            throw new BackendException("backend " + id + " cannot run here: " + no.reason() + "; " + no.remedy() + "\n"
                    + (others.isEmpty() ? "" : describe(others)));
        }
        return provider.open(config);
    }

    /**
     * A task.
     *
     * @throws ConfigException if there is none of this id; lists those there are
     */
    public TaskProvider task(String id) {
        TaskProvider task = tasks.get(id);
        if (task == null) {
            throw new ConfigException(
                    "there is no task \"" + id + "\"; found " + tasks.keySet() + " on the class path");
        }
        return task;
    }

    @Override
    public <C> C create(Class<C> kind, String id, ModelContext context) {
        ComponentProvider<?> provider = components.get(key(kind, id));
        if (provider == null) {
            List<String> there = components.values().stream()
                    .filter(p -> p.kind() == kind)
                    .map(ComponentProvider::id)
                    .toList();
            String meant = there.isEmpty() ? "" : "; did you mean " + Nearest.of(id, there) + "?";
            throw new ConfigException("setting " + setting(kind) + ": found \"" + id
                    + "\"; expected one of the plugins on the" + " class path, " + there + meant);
        }
        return kind.cast(provider.create(context));
    }

    /** The setting that chooses a component of this kind. */
    public static String setting(Class<?> kind) {
        return kind == SentenceEncoder.class ? "encoding" : kind.getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** What there is; asked without the options that were given, as those were meant for another. */
    private String describe(Set<String> ids) {
        StringBuilder text = new StringBuilder("backends found:\n");
        backends.forEach((id, provider) -> {
            if (!ids.contains(id)) {
                return;
            }
            text.append("  ").append(id).append(" in ").append(origin(provider)).append(": ");
            if (provider.probe(BackendConfig.DEFAULT) instanceof Availability.Unavailable no) {
                text.append(no.reason()).append("; ").append(no.remedy()).append('\n');
            } else {
                text.append("can run\n");
            }
        });
        return ids.isEmpty() ? "no backend was found\n" : text.toString();
    }
}
