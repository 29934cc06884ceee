package org.memhop.backend.tensorflow;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * The environment of this process as native code sees it. TensorFlow takes some settings from there only, and Java can set
 * none: {@link System#getenv} is a copy. The C library keeps the environment as an array of texts {@code NAME=value}, ended
 * by null, to which its variable {@code environ} points; setting a variable is to let it point to a longer array. What is
 * made here has to outlive the process's last look at it, so it is never freed. Programs started from Java do not see it.
 */
final class ProcessEnvironment {
    private ProcessEnvironment() {}

    /**
     * Sets variables, in place of what they were. Where the C library has no {@code environ}, as on Windows, nothing happens.
     *
     * @param variables each as {@code NAME=value}
     */
    static void set(String... variables) {
        Loader.load(Loader.class);
        Pointer environ = Loader.addressof("environ");
        if (environ == null || environ.isNull()) {
            return;
        }
        PointerPointer<Pointer> root = new PointerPointer<>(environ);
        PointerPointer<Pointer> old = new PointerPointer<>(root.get(0));
        int count = 0;
        while (old.get(count) != null) {
            count++;
        }
        PointerPointer<Pointer> all = new PointerPointer<>(
                Pointer.malloc((long) Pointer.sizeof(Pointer.class) * (count + variables.length + 1)));
        // The first of two with one name counts.
        for (int i = 0; i < variables.length; i++) {
            all.put(i, text(variables[i]));
        }
        for (int i = 0; i < count; i++) {
            all.put(variables.length + i, old.get(i));
        }
        all.put(variables.length + count, (Pointer) null);
        root.put(0, all);
    }

    private static Pointer text(String text) {
        byte[] bytes = (text + '\0').getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Pointer memory = Pointer.malloc(bytes.length);
        new BytePointer(memory).put(bytes);
        return memory;
    }
}
