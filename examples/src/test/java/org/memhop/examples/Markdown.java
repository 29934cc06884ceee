package org.memhop.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the documentation.
 *
 * @param blocks in order
 */
record Markdown(Path file, String text, List<Block> blocks) {
    private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\n(.*?)\n```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^):#]+)(#[^)]*)?\\)");

    /**
     * A block of code.
     *
     * @param language after the fence; empty if none is said
     * @param before the text of the page before it
     */
    record Block(String language, String text, String before) {}

    static Markdown read(Path file) throws IOException {
        String text = Files.readString(file).replace("\r\n", "\n");
        List<Block> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            blocks.add(new Block(block.group(1), block.group(2), text.substring(0, block.start())));
        }
        return new Markdown(file, text, blocks);
    }

    List<Block> java() {
        return blocks.stream().filter(block -> block.language().equals("java")).toList();
    }

    /** The files it links to. */
    List<Path> links() {
        return links(text);
    }

    /** The files that a part of it links to. */
    List<Path> links(String part) {
        List<Path> links = new ArrayList<>();
        Matcher link = LINK.matcher(part);
        while (link.find()) {
            links.add(file.resolveSibling(link.group(1)).normalize());
        }
        return links;
    }
}
