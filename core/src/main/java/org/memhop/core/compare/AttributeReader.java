package org.memhop.core.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.memhop.api.FormatException;

/** Takes the attributes of one node out of a file; each must be there, of its kind, and no other. */
final class AttributeReader {
    private final String place;
    private final Map<String, Object> left;

    AttributeReader(String place, Map<String, Object> attributes) {
        this.place = place;
        this.left = new LinkedHashMap<>(attributes);
    }

    String text(String key) {
        if (left.remove(key) instanceof String text) {
            return text;
        }
        throw wrong(key, "a text");
    }

    boolean flag(String key) {
        if (left.remove(key) instanceof Boolean flag) {
            return flag;
        }
        throw wrong(key, "true or false");
    }

    List<Integer> integers(String key) {
        if (left.remove(key) instanceof List<?> list && list.stream().allMatch(Integer.class::isInstance)) {
            return list.stream().map(Integer.class::cast).toList();
        }
        throw wrong(key, "a list of whole numbers");
    }

    /** That nothing else was there. */
    void end() {
        if (!left.isEmpty()) {
            throw new FormatException(
                    place + ": unknown attributes " + GraphReader.printable(String.valueOf(left.keySet())));
        }
    }

    private FormatException wrong(String key, String expected) {
        return new FormatException(place + ": attribute " + key + ": expected " + expected);
    }
}
