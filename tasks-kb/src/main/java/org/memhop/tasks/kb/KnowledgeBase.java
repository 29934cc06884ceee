package org.memhop.tasks.kb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.memhop.tasks.kb.format.Triple;

/**
 * Triples, from which each question is given those that may matter to it, as Miller et al. (2016) hash keys: what a question
 * names decides, its answer never does.
 */
public final class KnowledgeBase {
    /** How many joins away from what a question names its story reaches. */
    static final int JOINS = 2;

    /** A story has this many triples at least, as far as there are so many: those that are not near are there to be passed over. */
    static final int STORY = 50;

    /** The most triples of a story that are near: a subject may be known for very many things. */
    static final int NEAR = 1000;

    private final List<Triple> triples;
    private final List<List<String>> sentences;
    private final Map<String, List<Integer>> about = new LinkedHashMap<>();

    public KnowledgeBase(List<Triple> triples) {
        this.triples = List.copyOf(triples);
        sentences = this.triples.stream().map(Triple::words).toList();
        for (int i = 0; i < this.triples.size(); i++) {
            about.computeIfAbsent(this.triples.get(i).subject(), name -> new ArrayList<>())
                    .add(i);
        }
    }

    /** Whether a word is the subject of a triple. */
    public boolean isSubject(String word) {
        return about.containsKey(word);
    }

    /**
     * The story of a question. Last, where a small memory keeps them, come the triples of which it names the subject; before
     * these the triples about their objects; and first, up to {@link #STORY} in all, others, which the words of the question
     * choose, the same at every call.
     */
    public List<List<String>> story(List<String> question) {
        Set<Integer> near = near(question);
        Set<Integer> chosen = new LinkedHashSet<>(near);
        int first = Math.floorMod(question.hashCode(), triples.size());
        for (int i = 0; i < triples.size() && chosen.size() < STORY; i++) {
            chosen.add((first + i) % triples.size());
        }
        List<List<String>> story = new ArrayList<>();
        chosen.forEach(i -> story.add(0, sentences.get(i)));
        return story;
    }

    /** The triples within {@link #JOINS} joins of what is named, nearest first. */
    private Set<Integer> near(List<String> question) {
        Set<Integer> near = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>(question);
        for (int join = 0; join < JOINS; join++) {
            Set<String> objects = new LinkedHashSet<>();
            for (String name : names) {
                for (int i : about.getOrDefault(name, List.of())) {
                    if (near.size() < NEAR) {
                        near.add(i);
                        objects.add(triples.get(i).object());
                    }
                }
            }
            names = objects;
        }
        return near;
    }
}
