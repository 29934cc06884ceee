package org.memhop.core.compare;

import org.memhop.core.config.Settings;

/** Which part of a model makes the nodes of a scope. */
public final class Creators {
    private static final String GRADIENT = "gradient";

    private Creators() {}

    /**
     * As in {@code memory sentences with encoding position} or {@code the gradient of hop softmax}.
     *
     * @param scope a node's, in a graph of {@link org.memhop.core.model.Model}
     * @return empty if the scope is none that a model makes
     */
    public static String of(String scope, Settings settings) {
        if (scope.equals(GRADIENT) || scope.startsWith(GRADIENT + "/")) {
            String inner = scope.equals(GRADIENT) ? "" : scope.substring(GRADIENT.length() + 1);
            String part = of(inner, settings);
            return part.isEmpty() ? "the gradient" : "the gradient of " + part;
        }
        String first = scope.contains("/") ? scope.substring(0, scope.indexOf('/')) : scope;
        String encoding = "encoding " + settings.text("encoding");
        return switch (first) {
            case "question" -> "the question's " + encoding;
            case "output" -> "output " + settings.text("output");
            case "loss" -> "the loss";
            case "clip" -> "clip " + settings.text("clip");
            case "null-row" -> "the rule that the null symbol stays zero";
            case "update" -> "optimizer " + settings.text("optimizer");
            default -> first.matches("hop\\d+") ? inHop(scope, settings, encoding) : "";
        };
    }

    private static String inHop(String scope, Settings settings, String encoding) {
        if (scope.endsWith("/keys") || scope.endsWith("/values")) {
            return "memory " + settings.text("memory") + ", " + encoding;
        }
        return "hop " + settings.text("hop") + ", controller " + settings.text("controller");
    }
}
