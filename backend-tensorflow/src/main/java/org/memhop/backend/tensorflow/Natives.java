package org.memhop.backend.tensorflow;

import org.bytedeco.javacpp.Loader;

/** Which natives of TensorFlow are on the class path; found out without loading any. */
enum Natives {
    NONE,
    CPU,
    GPU,
    BOTH;

    private static final String FOLDER = "org/tensorflow/internal/c_api/";

    static Natives found() {
        boolean cpu = isPresent(platform());
        boolean gpu = isPresent(platform() + "-gpu");
        if (cpu) {
            return gpu ? BOTH : CPU;
        }
        return gpu ? GPU : NONE;
    }

    /**
     * That they can compute as the options ask.
     *
     * @throws Unusable if not
     */
    void require(Options options) throws Unusable {
        String platform = platform();
        if (this == NONE) {
            throw new Unusable(
                    "the natives of TensorFlow for " + platform + " are not on the class path",
                    "add org.tensorflow:tensorflow-core-native with classifier " + platform);
        } else if (this == BOTH) {
            throw new Unusable(
                    "both the CPU and the GPU natives of TensorFlow are on the class path",
                    "leave one of the classifiers " + platform + " and " + platform + "-gpu out");
        } else if (this == CPU && options.onGpu()) {
            throw new Unusable(
                    "device " + options.device()
                            + " was asked for, but the CPU build of TensorFlow is on the class path",
                    "build with -Ptensorflow-gpu, or have tensorflow-core-native with classifier linux-x86_64-gpu"
                            + " instead of " + platform + "; or give device=cpu");
        }
    }

    /** As in {@code linux-x86_64}. */
    static String platform() {
        return Loader.getPlatform();
    }

    private static boolean isPresent(String classifier) {
        String file = FOLDER + classifier + "/" + System.mapLibraryName("jnitensorflow");
        return Natives.class.getClassLoader().getResource(file) != null;
    }
}
