package org.memhop.backend.tensorflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.TensorFlow;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.OptimizerOptions;
import org.tensorflow.proto.RewriterConfig;

/** TensorFlow itself, loaded: its version, its devices, and how its sessions are set up. */
final class Library {
    /**
     * Read by TensorFlow and by CUDA when they are loaded: nothing of oneDNN, whose softmax answers NaN and subnormal numbers
     * differently, threads of its own for each session instead of as many as the first asked for, and no TF32 on a GPU.
     */
    private static final List<String> SETTINGS =
            List.of("TF_ENABLE_ONEDNN_OPTS=0", "TF_OVERRIDE_GLOBAL_THREADPOOL=1", "NVIDIA_TF32_OVERRIDE=0");

    private static final String LOG_LEVEL = "TF_CPP_MIN_LOG_LEVEL";

    /** The GPU that was asked for, which is the only one a session is shown. */
    private static final String GPU = "GPU:0";

    private final Options options;
    private final Natives natives;
    private final List<String> devices;

    private Library(Options options, Natives natives, List<String> devices) {
        this.options = options;
        this.natives = natives;
        this.devices = devices;
    }

    /**
     * Loads TensorFlow, unless it is loaded already.
     *
     * @throws Unusable if it cannot compute as the options ask
     */
    static Library load(Options options) throws Unusable {
        Natives natives = Natives.found();
        natives.require(options);
        List<String> settings = new ArrayList<>(SETTINGS);
        if (System.getenv(LOG_LEVEL) == null) {
            settings.add(LOG_LEVEL + "=3"); // errors come as exceptions; the user's terminal is for the program
        }
        List<String> devices;
        try {
            ProcessEnvironment.set(settings);
            devices = devices(config(options));
        } catch (UnsatisfiedLinkError e) {
            throw new Unusable(
                    "the natives of TensorFlow cannot be loaded: " + e.getMessage(),
                    "a library they need may be missing: ldd on the file named shows which",
                    e);
        } catch (RuntimeException e) { // TensorFlow's own exceptions have no other parent
            throw new Unusable(
                    "TensorFlow cannot open device " + options.device() + ": " + e.getMessage(),
                    options.onGpu() ? "nvidia-smi lists the GPUs there are; or give device=cpu" : "see the cause",
                    e);
        }
        if (options.onGpu() && !devices.contains(GPU)) {
            throw GpuLibraries.absence(options.device(), devices);
        }
        return new Library(options, natives, devices);
    }

    /** What a user may want to know. */
    Map<String, String> details() {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("tensorflow", TensorFlow.version());
        details.put("java", System.getProperty("java.version"));
        details.put("natives", Natives.platform() + (natives == Natives.GPU ? "-gpu" : ""));
        details.put("device", options.device());
        details.put("devices", String.join(", ", devices));
        details.put("threads", Integer.toString(options.threads()));
        if (natives == Natives.GPU) {
            List<String> loaded = GpuLibraries.loaded();
            details.put("cuda", loaded.isEmpty() ? "not loaded" : String.join(", ", loaded));
        } else {
            details.put("cuda", "none, as these are the natives for the CPU");
        }
        details.put("tf32", "off");
        details.put("onednn", "off");
        return details;
    }

    ConfigProto config() {
        return config(options);
    }

    private static ConfigProto config(Options options) {
        ConfigProto.Builder config = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(options.threads())
                // Operations start on the thread that asks for a run: to hand each to another costs more than most
                // take.
                // It also keeps subnormal numbers, which TensorFlow's own threads take for zero.
                .setInterOpParallelismThreads(-1)
                .setAllowSoftPlacement(true)
                // What a rewritten graph computes need not be what was written, to the last bit or for NaN.
                .setGraphOptions(GraphOptions.newBuilder()
                        // A graph newly compiled places its own operations, not again those of all before it.
                        // (Measured:
                        // 143 ms rather than 766 for the first run of the 600th graph of 41 nodes.)
                        .setPlacePrunedGraph(true)
                        .setOptimizerOptions(OptimizerOptions.newBuilder().setOptLevel(OptimizerOptions.Level.L0))
                        .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)));
        if (options.onGpu()) {
            config.setGpuOptions(GPUOptions.newBuilder()
                    .setVisibleDeviceList(Integer.toString(options.gpu()))
                    .setAllowGrowth(true));
        } else {
            config.putDeviceCount("GPU", 0);
        }
        return config.build();
    }

    /** The devices that a session set up this way has, as in {@code CPU:0}. */
    private static List<String> devices(ConfigProto config) {
        List<String> devices = new ArrayList<>();
        try (PointerScope scope = new PointerScope()) {
            TF_Status status = TF_Status.newStatus();
            scope.attach(status);
            TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
            byte[] bytes = config.toByteArray();
            tensorflow.TF_SetConfig(options, new BytePointer(bytes), bytes.length, status);
            TF_Session session = TF_Session.newSession(TF_Graph.newGraph(), options, status);
            status.throwExceptionIfNotOK();
            TF_DeviceList list = tensorflow.TF_SessionListDevices(session, status);
            for (int i = 0; i < tensorflow.TF_DeviceListCount(list); i++) {
                String name = tensorflow.TF_DeviceListName(list, i, status).getString();
                devices.add(name.substring(name.indexOf("device:") + "device:".length()));
            }
            tensorflow.TF_DeleteDeviceList(list);
        }
        return devices;
    }
}
