package org.memhop.backend.tensorflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     * Read by TensorFlow and by CUDA once, as they are loaded: no messages on the user's terminal, nothing of oneDNN, whose
     * softmax answers NaN and subnormal numbers differently, threads of its own for each session, and on a GPU no TF32 and
     * the same sums in every run.
     */
    private static final String[] SETTINGS = {
        "TF_ENABLE_ONEDNN_OPTS=0",
        "TF_OVERRIDE_GLOBAL_THREADPOOL=1",
        "TF_DETERMINISTIC_OPS=1",
        "TF_CUDNN_DETERMINISTIC=1",
        "NVIDIA_TF32_OVERRIDE=0"
    };

    private static final String LOG_LEVEL = "TF_CPP_MIN_LOG_LEVEL";

    private final Options options;
    private final List<String> devices;

    private Library(Options options, List<String> devices) {
        this.options = options;
        this.devices = devices;
    }

    /**
     * Loads TensorFlow, unless it is loaded already.
     *
     * @throws Unusable if it cannot compute as the options ask
     */
    static Library load(Options options) throws Unusable {
        Natives.found().require(options);
        List<String> settings = new ArrayList<>(List.of(SETTINGS));
        if (System.getenv(LOG_LEVEL) == null) {
            settings.add(LOG_LEVEL + "=3");
        }
        ProcessEnvironment.set(settings.toArray(new String[0]));
        return new Library(options, devices(config(options)));
    }

    /** What a user may want to know. */
    Map<String, String> details() {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("tensorflow", TensorFlow.version());
        details.put("device", options.device());
        details.put("devices", String.join(", ", devices));
        details.put("threads", Integer.toString(options.threads()));
        details.put("tf32", "off");
        return details;
    }

    ConfigProto config() {
        return config(options);
    }

    private static ConfigProto config(Options options) {
        ConfigProto.Builder config = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(options.threads())
                // Operations start on the thread that asks for a run: handing each to another costs more than most
                // take.
                .setInterOpParallelismThreads(-1)
                .setAllowSoftPlacement(true)
                // What a rewritten graph computes need not be what was written, to the last bit or for NaN.
                .setGraphOptions(GraphOptions.newBuilder()
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
            tensorflow.TF_SetConfig(options, new org.bytedeco.javacpp.BytePointer(bytes), bytes.length, status);
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
