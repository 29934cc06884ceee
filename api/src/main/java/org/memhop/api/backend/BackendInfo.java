package org.memhop.api.backend;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an open backend is, as written into the record of a run.
 *
 * @param id the provider's id
 * @param details versions, devices, vector width, threads; ordered
 */
public record BackendInfo(String id, Map<String, String> details) {
    public BackendInfo {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }
}
