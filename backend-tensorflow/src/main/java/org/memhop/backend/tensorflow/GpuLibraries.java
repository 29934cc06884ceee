package org.memhop.backend.tensorflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;

/** What TensorFlow 2.18 needs of NVIDIA to compute on a GPU, and which of it is here. */
final class GpuLibraries {
    private static final String DRIVER = "libcuda.so.1";

    private static final List<String> TOOLKIT = List.of(
            "libcudart.so.12",
            "libcublas.so.12",
            "libcublasLt.so.12",
            "libcufft.so.11",
            "libcusolver.so.11",
            "libcusparse.so.12",
            "libcudnn.so.9");

    private static final Pattern LOADED = Pattern.compile("/lib(?:cudart|cudnn|cuda)\\.so[^/]*$");

    private GpuLibraries() {}

    /** Why no GPU can be used, and what to install. */
    static Unusable absence(String device, List<String> devices) {
        String asked = "device " + device + " was asked for, but ";
        if (!loads(DRIVER)) {
            return new Unusable(
                    asked + DRIVER + ", which belongs to the NVIDIA driver, cannot be loaded",
                    "install the driver on a machine with an NVIDIA GPU" + orCpu());
        }
        List<String> missing = TOOLKIT.stream().filter(name -> !loads(name)).toList();
        if (!missing.isEmpty()) {
            return new Unusable(
                    asked + String.join(", ", missing) + " cannot be loaded",
                    "install CUDA 12 and cuDNN 9, and name their folders in LD_LIBRARY_PATH" + orCpu());
        }
        return new Unusable(
                asked + "TensorFlow finds only " + String.join(", ", devices),
                "nvidia-smi lists the GPUs there are" + orCpu());
    }

    /** File names of CUDA, cuDNN and the driver as this process has them loaded, with their full versions. */
    static List<String> loaded() {
        TreeSet<String> names = new TreeSet<>();
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
                Matcher file = LOADED.matcher(line);
                if (file.find()) {
                    names.add(file.group().substring(1));
                }
            }
        } catch (IOException e) {
            return List.of(); // the details are poorer by a line
        }
        return new ArrayList<>(names);
    }

    private static String orCpu() {
        return "; or give device=cpu";
    }

    private static boolean loads(String library) {
        try {
            Loader.loadGlobal(library);
            return true;
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }
}
