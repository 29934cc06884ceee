package org.memhop.core.wiring;

import java.net.URI;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.memhop.api.ConfigException;

/** What {@link ServiceLoader} finds, by id; two plugins of one id are an error that names both places. */
final class Discovered {
    private Discovered() {}

    /** Every provider of a service; the services have generic types that class literals cannot say, so these are objects. */
    static List<Object> all(Class<?> service, ClassLoader loader) {
        List<Object> found = new ArrayList<>();
        try {
            ServiceLoader.load(service, loader).forEach(found::add);
        } catch (ServiceConfigurationError e) {
            throw new ConfigException(
                    "a plugin cannot be loaded: " + e.getMessage()
                            + "; mend or remove the jar that names it in META-INF/services/" + service.getName(),
                    e);
        }
        return found;
    }

    static <P> Map<String, P> byId(List<P> found, Function<P, String> id) {
        Map<String, P> plugins = new LinkedHashMap<>();
        for (P plugin : found) {
            P other = plugins.putIfAbsent(id.apply(plugin), plugin);
            if (other != null) {
                throw new ConfigException("two plugins are called \"" + id.apply(plugin) + "\": "
                        + itself(other).getClass().getName() + " in " + origin(other) + " and "
                        + itself(plugin).getClass().getName() + " in " + origin(plugin)
                        + "; take one of them away");
            }
        }
        return plugins;
    }

    /** The jar or folder a plugin was loaded from. */
    static String origin(Object plugin) {
        CodeSource source = itself(plugin).getClass().getProtectionDomain().getCodeSource();
        if (source == null) {
            return "the Java runtime";
        }
        URI place = URI.create(source.getLocation().toString());
        return "file".equals(place.getScheme()) ? Path.of(place).toString() : place.toString();
    }

    private static Object itself(Object plugin) {
        return plugin instanceof FolderBackend.Provider folder ? folder.provider() : plugin;
    }
}
