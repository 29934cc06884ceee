package org.memhop.core.run;

import java.util.Map;

/**
 * Which data a run was trained on.
 *
 * @param name of the task's data
 * @param source digests of files, or generator and seed
 */
record DataSource(String name, Map<String, String> source) {}
