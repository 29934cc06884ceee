package org.memhop.cli.terminal;

import java.util.List;

/** A row of numbers as a row of bars, the lowest the lowest number, on a logarithmic scale. */
public final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /**
     * A bar for each number, or if there are more than {@code width} for some of them, the first and the last among them.
     *
     * @param values above 0
     */
    public static String of(List<Double> values, int width) {
        int bars = Math.min(width, values.size());
        double least = Math.log(values.stream().mapToDouble(v -> v).min().orElse(1));
        double most = Math.log(values.stream().mapToDouble(v -> v).max().orElse(1));
        StringBuilder line = new StringBuilder();
        for (int b = 0; b < bars; b++) {
            int at = bars == 1 ? 0 : (int) Math.round((double) b * (values.size() - 1) / (bars - 1));
            double share = most > least ? (Math.log(values.get(at)) - least) / (most - least) : 0;
            line.append(BARS.charAt((int) Math.round(share * (BARS.length() - 1))));
        }
        return line.toString();
    }
}
