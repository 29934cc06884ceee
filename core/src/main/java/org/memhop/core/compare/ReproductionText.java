package org.memhop.core.compare;

/** What a reproduction's folder tells people about itself. */
public final class ReproductionText {
    /** Larger graphs are better read in a tool. */
    private static final int MOST_NODES = 60;

    private ReproductionText() {}

    /**
     * The README, in Markdown.
     *
     * @param origin what was compared when it was found
     * @param graph which of its graphs
     * @param creator what made the node; empty if nobody knows
     */
    public static String readme(String backend, Finding finding, String origin, String graph, String creator) {
        Scenario scenario = finding.reproduction();
        StringBuilder text = new StringBuilder();
        text.append("# Where ").append(backend).append(" parts from the float64 reference\n\n");
        text.append("Found by `memhop compare` in the graph ")
                .append(graph)
                .append(" of ")
                .append(origin);
        text.append(".\n\n```\n").append(String.join("\n", FindingText.lines(backend, finding, creator)));
        text.append(
                "\n```\n\nThis folder holds the smallest graph that was found to show it: `graph.json`, a node a line");
        text.append(", and in `tensors.safetensors` the values of its inputs, variables and constants for ");
        text.append(scenario.runs().size() == 1 ? "one run" : scenario.runs().size() + " runs in a row");
        text.append(". An output or an input named `%N` is node N of the graph above. To run it again:\n\n");
        text.append("```\nmemhop compare --replay THIS-FOLDER --backends reference,")
                .append(backend)
                .append("\n```\n");
        if (scenario.graph().nodes().size() <= MOST_NODES) {
            text.append("\n```\n").append(scenario.graph().toText()).append("```\n");
        }
        return text.toString();
    }
}
