package org.memhop.benchmarks;

import java.util.List;
import java.util.Map;
import org.memhop.api.ConfigException;

/** One implementation of the network, begun from the same parameters as every other of its workload. For one thread. */
interface Contender extends Stepper {
    /** Every one, by the name a user chooses it by. */
    List<String> NAMES = List.of("jvm", "jvm-plain", "yardstick", "yardstick-plain", "reference");

    /**
     * A contender by its name.
     *
     * @throws ConfigException if there is none of this name
     */
    static Contender of(String name, Workload workload) {
        return switch (name) {
            case "jvm" -> new BackendContender(workload, "jvm", Map.of("vector", "on"));
            case "jvm-plain" -> new BackendContender(workload, "jvm", Map.of("vector", "off"));
            case "reference" -> new BackendContender(workload, "reference", Map.of());
            case "yardstick" -> new YardstickContender(workload, true);
            case "yardstick-plain" -> new YardstickContender(workload, false);
            default ->
                throw new ConfigException("there is no implementation \"" + name + "\"; expected one of " + NAMES);
        };
    }

    /** The answers to the questions of batch {@code n}; the array is used again. */
    int[] answer(int n);

    /** The answer to the workload's single question {@code n}. */
    int ask(int n);

    /** {@code E^k}, {@code [V, d]}, with {@code E^0} the embedding of questions and of the first hop's keys. */
    float[] table(int k);
}
