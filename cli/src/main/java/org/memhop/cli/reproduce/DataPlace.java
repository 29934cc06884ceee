package org.memhop.cli.reproduce;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.memhop.api.ConfigException;
import org.memhop.cli.common.Data;

/** Where the data of a table is: what {@code --data} says, or else the environment. */
final class DataPlace {
    /** What a user says for data that is made up here. */
    static final String GENERATED = "generated";

    private static final String VARIABLE = "MEMHOP_DATA";

    private DataPlace() {}

    /**
     * The place; none for generated data.
     *
     * @param said on the command line
     * @param environment variables of the process
     * @param needed for the error: what the table is made from
     * @param instead for the error: what is generated
     * @throws ConfigException if neither says anything
     */
    static Optional<Path> of(Optional<String> said, Map<String, String> environment, String needed, String instead) {
        String place = said.orElse(environment.getOrDefault(VARIABLE, ""));
        if (place.isEmpty()) {
            throw new ConfigException(needed + ": give its directory with --data DIR, or in the environment variable "
                    + VARIABLE + "; or --data " + GENERATED + " for " + instead + ", made up here");
        }
        return place.equals(GENERATED) ? Optional.empty() : Optional.of(Data.absolute(Path.of(place)));
    }
}
