package org.memhop.backend.nd4j;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.memhop.api.backend.Availability;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** ND4J itself: whether it and its natives are here, and how they are loaded without a word on the terminal. */
final class Library {
    private static final String VERSION = "META-INF/maven/org.nd4j/nd4j-native/pom.properties";

    private Library() {}

    /** Loads ND4J and its natives, if they are here. Never throws. */
    static Availability probe(Options options) {
        // Before the first class of ND4J or JavaCPP looks: a start is nothing to tell, and warnings belong into the
        // log.
        defaultProperty("org.nd4j.log.initialization", "false");
        defaultProperty("org.bytedeco.javacpp.logger", "slf4j");
        try {
            String platform = Loader.getPlatform();
            for (Natives natives : Natives.values()) {
                if (!natives.presentFor(platform)) {
                    return new Availability.Unavailable(
                            "the natives of " + natives.artifact + " for " + platform + " are not on the class path",
                            "add " + natives.artifact + " with the classifier " + platform
                                    + (platform.equals("linux-x86_64") ? "" : ", if there is one")
                                    + ", or run on the backend jvm, which needs no natives");
                }
            }
            load();
            return new Availability.Available(details(options));
        } catch (LinkageError | RuntimeException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return new Availability.Unavailable(
                    "ND4J cannot be loaded: " + cause,
                    "put org.nd4j:nd4j-native 1.0.0-M2.1 with all it depends on, and the natives of this machine's"
                            + " platform, on the class path; one JVM can load the natives through one class loader only");
        }
    }

    /** What a user may want to know of ND4J, once it is loaded. */
    static Map<String, String> details(Options options) {
        NativeOps ops = NativeOpsHolder.getInstance().getDeviceNativeOps();
        Map<String, String> details = new LinkedHashMap<>();
        details.put("nd4j", version());
        details.put("platform", Loader.getPlatform());
        details.put("blas", String.valueOf(Nd4j.factory().blas().getBlasVendor()));
        details.put("threads", Integer.toString(options.threads()));
        details.put("natives built for", instructions(ops.binaryLevel()));
        details.put("this machine offers", instructions(ops.optimalLevel()));
        return details;
    }

    private static void load() {
        // ND4J finds its parts through the thread's class loader, which need not be the one this backend came from.
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(Library.class.getClassLoader());
        try {
            ND4JClassLoading.setNd4jClassloaderFromClass(Library.class);
            Nd4j.getExecutioner();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static void defaultProperty(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }

    private static String version() {
        try (InputStream in = Library.class.getClassLoader().getResourceAsStream(VERSION)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String instructions(int level) {
        return switch (level) {
            case 0 -> "any processor";
            case 1 -> "any x86-64";
            case 2 -> "AVX2";
            case 3 -> "AVX-512";
            default -> "level " + level;
        };
    }

    /** Libraries whose natives come as jars of their own, one for each platform. */
    private enum Natives {
        ND4J("org.nd4j:nd4j-native", "org/nd4j/linalg/cpu/nativecpu/bindings/%s/", "jnind4jcpu"),
        OPENBLAS("org.bytedeco:openblas", "org/bytedeco/openblas/%s/", "jniopenblas_nolapack"),
        JAVACPP("org.bytedeco:javacpp", "org/bytedeco/javacpp/%s/", "jnijavacpp");

        private final String artifact;
        private final String folder;
        private final String library;

        Natives(String artifact, String folder, String library) {
            this.artifact = artifact;
            this.folder = folder;
            this.library = library;
        }

        boolean presentFor(String platform) {
            String file = folder.formatted(platform) + System.mapLibraryName(library);
            return Library.class.getClassLoader().getResource(file) != null;
        }
    }
}
