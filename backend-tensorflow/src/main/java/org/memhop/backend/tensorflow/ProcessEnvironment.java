package org.memhop.backend.tensorflow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * The environment of this process as native code sees it. TensorFlow and CUDA take some settings from there only, and Java
 * can change none: what it shows is a copy. The C library keeps the environment as an array of texts {@code NAME=value},
 * ended by null, to which its variable {@code environ} points; to set a variable is to point it to a longer array. The new
 * array is never freed, as native code may look at it any time. Programs started from Java do not see what was set.
 */
final class ProcessEnvironment {
    private ProcessEnvironment() {}

    /**
     * Sets variables, in place of what they were. Where the C library has no {@code environ}, as on Windows, nothing happens.
     *
     * @param variables each as {@code NAME=value}
     */
    static synchronized void set(List<String> variables) {
        Loader.load(Loader.class);
        Pointer environ = Loader.addressof("environ");
        if (environ == null || environ.isNull()) {
            return;
        }
        PointerPointer<Pointer> start = new PointerPointer<>(environ);
        PointerPointer<Pointer> old = new PointerPointer<>(start.get(0));
        List<String> absent = new ArrayList<>(variables);
        int count = 0;
        for (Pointer text = old.get(0); text != null; text = old.get(++count)) {
            absent.remove(new BytePointer(text).getString(StandardCharsets.UTF_8));
        }
        if (absent.isEmpty()) {
            return;
        }
        int slots = absent.size() + count + 1;
        PointerPointer<Pointer> all =
                new PointerPointer<>(Pointer.malloc((long) slots * Pointer.sizeof(Pointer.class)));
        // Of two texts with one name, the first one counts.
        for (int i = 0; i < absent.size(); i++) {
            all.put(i, text(absent.get(i)));
        }
        for (int i = 0; i < count; i++) {
            all.put(absent.size() + i, old.get(i));
        }
        all.put(slots - 1, (Pointer) null);
        start.put(0, all);
    }

    private static Pointer text(String text) {
        byte[] bytes = (text + '\0').getBytes(StandardCharsets.UTF_8);
        Pointer memory = Pointer.malloc(bytes.length);
        new BytePointer(memory).put(bytes);
        return memory;
    }
}
