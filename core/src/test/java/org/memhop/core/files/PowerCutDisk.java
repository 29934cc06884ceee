package org.memhop.core.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Records what is done to a directory and tells every state a power cut may leave it in. What was synced is there. Of the
 * rest, each directory has kept some first part of its changes of names, and each file some first part of its bytes.
 */
final class PowerCutDisk implements FileOperations {
    private static final int ROOT = 0;

    private final List<Event> log = new ArrayList<>();
    /** Files and directories are told apart by number, since their paths change. */
    private final Map<Path, Integer> nodes = new HashMap<>();

    private final Map<Integer, ByteArrayOutputStream> contents = new HashMap<>();
    private int lastNode = ROOT;

    /** {@code length} is that of the file when it was synced. */
    private record Event(Kind kind, int directory, String from, String to, int node, int length) {}

    private enum Kind {
        ADD,
        REMOVE,
        RENAME,
        SYNC
    }

    PowerCutDisk(Path root) {
        nodes.put(root.toAbsolutePath(), ROOT);
    }

    /** From here on everything done so far is taken as durable. */
    void syncEverything() {
        nodes.forEach((path, node) -> log.add(sync(node)));
    }

    int events() {
        return log.size();
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        Files.createDirectory(directory);
        add(directory);
    }

    @Override
    public OutputStream create(Path file) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        contents.put(add(file), content);
        OutputStream out = Files.newOutputStream(file);
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                out.write(b);
                content.write(b);
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        };
    }

    @Override
    public void sync(Path path) {
        log.add(sync(node(path)));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        int node = node(from);
        log.add(new Event(Kind.RENAME, parent(from), name(from), name(to), node, 0));
        Map<Path, Integer> moved = new HashMap<>();
        nodes.forEach((path, n) -> moved.put(path.startsWith(from) ? to.resolve(from.relativize(path)) : path, n));
        nodes.clear();
        nodes.putAll(moved);
    }

    @Override
    public void delete(Path path) throws IOException {
        if (Files.deleteIfExists(path)) {
            log.add(new Event(Kind.REMOVE, parent(path), name(path), "", node(path), 0));
            nodes.remove(path.normalize());
        }
    }

    /** Every state a power cut after the first events may leave: the files by their path below the root. */
    Set<Map<String, List<Byte>>> statesAfter(int events) {
        List<Event> done = log.subList(0, events);
        Map<Integer, Integer> volatileChanges = new HashMap<>();
        for (int i = 0; i < done.size(); i++) {
            if (!isDurable(done, i)) {
                volatileChanges.merge(done.get(i).directory(), 1, Integer::sum);
            }
        }
        List<Map<Integer, Integer>> choices = new ArrayList<>(List.of(Map.of()));
        volatileChanges.forEach((directory, count) -> {
            List<Map<Integer, Integer>> longer = new ArrayList<>();
            for (Map<Integer, Integer> choice : choices) {
                for (int kept = 0; kept <= count; kept++) {
                    Map<Integer, Integer> extended = new HashMap<>(choice);
                    extended.put(directory, kept);
                    longer.add(extended);
                }
            }
            choices.clear();
            choices.addAll(longer);
        });
        Set<Map<String, List<Byte>>> states = new LinkedHashSet<>();
        for (Map<Integer, Integer> kept : choices) {
            for (double share : new double[] {0, 0.5, 1}) {
                states.add(state(done, kept, share));
            }
        }
        return states;
    }

    private Map<String, List<Byte>> state(List<Event> done, Map<Integer, Integer> kept, double share) {
        Map<Integer, Map<String, Integer>> directories = new HashMap<>();
        Map<Integer, Integer> seen = new HashMap<>();
        for (int i = 0; i < done.size(); i++) {
            Event e = done.get(i);
            boolean applied = e.kind() != Kind.SYNC
                    && (isDurable(done, i)
                            || seen.merge(e.directory(), 1, Integer::sum) <= kept.getOrDefault(e.directory(), 0));
            if (applied) {
                Map<String, Integer> names = directories.computeIfAbsent(e.directory(), d -> new TreeMap<>());
                if (e.kind() == Kind.ADD) {
                    names.put(e.from(), e.node());
                } else {
                    names.remove(e.from());
                    if (e.kind() == Kind.RENAME) {
                        names.put(e.to(), e.node());
                    }
                }
            }
        }
        Map<String, List<Byte>> files = new TreeMap<>();
        collect(directories, ROOT, "", done, share, files);
        return files;
    }

    private void collect(
            Map<Integer, Map<String, Integer>> directories,
            int directory,
            String prefix,
            List<Event> done,
            double share,
            Map<String, List<Byte>> files) {
        directories.getOrDefault(directory, Map.of()).forEach((name, node) -> {
            ByteArrayOutputStream content = contents.get(node);
            if (content == null) {
                collect(directories, node, prefix + name + "/", done, share, files);
            } else {
                byte[] all = content.toByteArray();
                int synced = done.stream()
                        .filter(e -> e.kind() == Kind.SYNC && e.node() == node)
                        .mapToInt(Event::length)
                        .max()
                        .orElse(0);
                int length = synced + (int) ((all.length - synced) * share);
                List<Byte> bytes = new ArrayList<>();
                for (byte b : Arrays.copyOf(all, length)) {
                    bytes.add(b);
                }
                files.put(prefix + name, bytes);
            }
        });
    }

    private static boolean isDurable(List<Event> done, int index) {
        Event event = done.get(index);
        return event.kind() == Kind.SYNC
                || done.subList(index + 1, done.size()).stream()
                        .anyMatch(e -> e.kind() == Kind.SYNC && e.node() == event.directory());
    }

    private int add(Path path) {
        int node = ++lastNode;
        nodes.put(path, node);
        log.add(new Event(Kind.ADD, parent(path), name(path), "", node, 0));
        return node;
    }

    private Event sync(int node) {
        ByteArrayOutputStream content = contents.get(node);
        return new Event(Kind.SYNC, node, "", "", node, content == null ? 0 : content.size());
    }

    private int parent(Path path) {
        return node(path.resolveSibling(""));
    }

    private int node(Path path) {
        Integer node = nodes.get(path.normalize());
        if (node == null) {
            throw new IllegalStateException("not made through this disk: " + path);
        }
        return node;
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
