package org.memhop.backend.jvm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.memhop.api.BackendException;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.Checks;
import org.memhop.backend.jvm.kernel.Kernels;
import org.memhop.backend.jvm.kernel.PlainKernels;

/**
 * What a user chose: how many threads, and which kernels.
 *
 * @param threads the most that compute at once
 * @param vector whether the Vector API is used
 * @param profile whether every step is timed
 */
record Options(int threads, Vector vector, boolean profile) {
    static final String ID = "jvm";
    static final String VECTOR = "vector";
    static final String PROFILE = "profile";

    private static final String MODULE = "jdk.incubator.vector";
    private static final String KERNELS = "org.memhop.backend.jvm.kernel.VectorKernels";

    /** Whether to compute with the Vector API: where the JVM offers it, always, or never. */
    enum Vector {
        AUTO,
        ON,
        OFF
    }

    /**
     * Reads the options.
     *
     * @throws BackendException if one is unknown or out of range
     */
    static Options of(BackendConfig config) {
        Checks.options(ID, config, Set.of(VECTOR, PROFILE));
        String vector = config.options().getOrDefault(VECTOR, "auto");
        return new Options(
                config.threads(),
                switch (vector) {
                    case "auto" -> Vector.AUTO;
                    case "on" -> Vector.ON;
                    case "off" -> Vector.OFF;
                    default ->
                        throw new BackendException(
                                "backend jvm: option vector: found \"" + vector + "\"; expected auto, on or off");
                },
                isProfiled(config.options().getOrDefault(PROFILE, "false")));
    }

    private static boolean isProfiled(String profile) {
        if (!profile.equals("true") && !profile.equals("false")) {
            throw new BackendException(
                    "backend jvm: option profile: found \"" + profile + "\"; expected true or false");
        }
        return profile.equals("true");
    }

    /**
     * The kernels to compute with.
     *
     * @throws BackendException if the Vector API is asked for and absent
     */
    Kernels kernels() {
        if (vector == Vector.OFF) {
            return new PlainKernels();
        }
        if (!vectorPresent()) {
            if (vector == Vector.ON) {
                throw new BackendException("backend jvm: option vector=on, but " + absence() + "; or give vector=auto");
            }
            return new PlainKernels();
        }
        try {
            // By name: a class that mentions the incubator module may only be loaded where the module is.
            return Class.forName(KERNELS)
                    .asSubclass(Kernels.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new BackendException("backend jvm: " + KERNELS + " cannot be loaded", e);
        }
    }

    /** What a user may want to know about the kernels in use. */
    Map<String, String> details() {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("java", Runtime.version().toString());
        details.put("threads", Integer.toString(threads));
        if (vector == Vector.OFF) {
            details.put("vector", "off, as asked; plain loops");
        } else if (!vectorPresent()) {
            details.put("vector", "off, plain loops run, as " + absence());
        } else {
            details.put("vector", kernels().description());
        }
        return details;
    }

    private static boolean vectorPresent() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }

    private static String absence() {
        return "module " + MODULE + " is not in the boot layer; start java with --add-modules " + MODULE;
    }
}
