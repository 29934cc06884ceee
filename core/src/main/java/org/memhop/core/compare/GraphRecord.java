package org.memhop.core.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.memhop.core.files.Records;

/**
 * A graph as {@code graph.json} holds it.
 *
 * @param format {@link #FORMAT}
 * @param version {@link #VERSION}
 * @param backend the id of the backend that parted
 * @param runs how often it is run
 * @param variables all that the graph reads or updates
 * @param nodes each behind its inputs; the id of each is its place in this list
 * @param outputs names to ids of nodes, in order
 * @param updates names of variables to ids of nodes
 */
record GraphRecord(
        String format,
        int version,
        String backend,
        int runs,
        List<VariableRecord> variables,
        List<NodeRecord> nodes,
        Map<String, Integer> outputs,
        Map<String, Integer> updates) {
    static final String FORMAT = "memhop-graph";
    static final int VERSION = 1;

    record VariableRecord(String name, String type, List<Integer> shape) {}

    /**
     * A node.
     *
     * @param attributes what op, type and shape do not say already
     */
    record NodeRecord(
            int id,
            String op,
            List<Integer> inputs,
            Map<String, Object> attributes,
            String type,
            List<Integer> shape,
            String scope) {}

    /** As JSON to be read: one variable a line, one node a line. */
    String toJson() {
        return "{\n  \"format\": " + Records.writeLine(format)
                + ",\n  \"version\": " + version
                + ",\n  \"backend\": " + Records.writeLine(backend)
                + ",\n  \"runs\": " + runs
                + ",\n  \"variables\": " + lines(variables)
                + ",\n  \"nodes\": " + lines(nodes)
                + ",\n  \"outputs\": " + Records.writeLine(outputs)
                + ",\n  \"updates\": " + Records.writeLine(updates)
                + "\n}\n";
    }

    private static String lines(List<?> records) {
        List<String> lines = new ArrayList<>();
        records.forEach(each -> lines.add("\n    " + Records.writeLine(each)));
        return "[" + String.join(",", lines) + (lines.isEmpty() ? "]" : "\n  ]");
    }
}
