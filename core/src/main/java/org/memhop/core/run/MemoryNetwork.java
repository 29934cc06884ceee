package org.memhop.core.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.memhop.api.ConfigException;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.task.Part;
import org.memhop.api.task.TaskData;
import org.memhop.core.data.Batch;
import org.memhop.core.data.EncodedExample;
import org.memhop.core.data.Sentence;
import org.memhop.core.data.Vocabulary;
import org.memhop.core.model.Model;
import org.memhop.core.run.RunResult.PartScore;
import org.memhop.core.train.Scorer;
import org.memhop.core.wiring.MemhopModule;
import org.memhop.core.wiring.Plugins;

/** A network that has been trained, to be asked. Thread-safe. */
public final class MemoryNetwork implements AutoCloseable {
    private final RunConfig config;
    private final Vocabulary vocabulary;
    private final Model model;
    private final boolean ofText;
    private final Backend backend;
    private final Session session;
    private final Graph answering;
    private final Queue<Asker> idle = new ConcurrentLinkedQueue<>();

    private MemoryNetwork(SavedModel saved, Backend backend, Session session) {
        this.config = saved.config();
        this.vocabulary = saved.vocabulary();
        this.model = saved.model();
        this.ofText = saved.ofText();
        this.backend = backend;
        this.session = session;
        this.answering = model.answering(1);
    }

    /**
     * Loads the newest checkpoint of a run, on the backend it was trained with. Runs no code that the files name.
     *
     * @throws StorageException if there is no such run, or nothing was saved in it yet
     * @throws ConfigException if {@code config.yaml} says what cannot be
     * @throws FormatException if a file was damaged; names it and the place
     */
    public static MemoryNetwork load(Path run) {
        RunConfig config = new RunDirectory(run).config();
        return load(run, MemhopModule.plugins(), config.settings().text("backend"), BackendConfig.DEFAULT);
    }

    /** As {@link #load(Path)}, with these plugins, on a backend of one's choice. */
    public static MemoryNetwork load(Path run, Plugins plugins, String backendId, BackendConfig options) {
        SavedModel saved = SavedModel.load(run, plugins);
        Backend backend = plugins.open(backendId, options);
        try {
            Session session = backend.newSession(List.copyOf(saved.parameters().keySet()));
            saved.parameters().forEach(session::write);
            return new MemoryNetwork(saved, backend, session);
        } catch (RuntimeException | Error e) {
            backend.close();
            throw e;
        }
    }

    /**
     * Answers a question about a story, whatever they are: it always has an answer. What it could not take in, sentences
     * beyond its memory, words it never saw, words at the end of a sentence that is too long, is left out and told in the
     * reply. A sentence of which nothing is left takes its place in memory all the same; a question of which nothing is left
     * is answered from the story alone, without a story from the question alone.
     *
     * @param story its sentences in the order they were told, as text
     * @param question as text
     * @throws ConfigException if it was trained on a running text
     * @throws org.memhop.api.BackendException if this network was closed
     */
    public Reply answer(List<String> story, String question) {
        return answerWords(story.stream().map(Sentence::words).toList(), Sentence.words(question));
    }

    /** As {@link #answer}, with sentences that are taken apart already. */
    public Reply answerWords(List<List<String>> story, List<String> question) {
        requireQuestions();
        Asker asker = idle.poll();
        if (asker == null) {
            asker = new Asker(session.compile(answering), model.newBatch(1));
        }
        try {
            return asker.ask(story, question);
        } finally {
            idle.add(asker);
        }
    }

    /**
     * Refuses to be asked where there is nothing to ask.
     *
     * @throws ConfigException if it was trained on a running text
     */
    public void requireQuestions() {
        if (ofText) {
            throw new ConfigException("this network was trained on a running text, not on questions about stories; use"
                    + " memhop generate text, score or attend, in a program LanguageModel");
        }
    }

    /** Scores the test of each part of a task. */
    public List<PartScore> score(TaskData task) {
        try (Scorer scorer = new Scorer(model, session, false)) {
            List<PartScore> scores = new ArrayList<>();
            for (Part part : task.parts()) {
                scores.add(Training.test(scorer, part, vocabulary, model.size().slots()));
            }
            return scores;
        }
    }

    /** How it was trained. */
    public RunConfig config() {
        return config;
    }

    /** The words it knows. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** How many sentences it remembers. */
    public int capacity() {
        return model.size().slots();
    }

    @Override
    public void close() {
        session.close();
        backend.close();
    }

    /** A graph and its tensors, for one thread at a time. */
    private final class Asker {
        private final Executable graph;
        private final Batch batch;
        private final List<HostTensor> inputs;

        Asker(Executable graph, Batch batch) {
            this.graph = graph;
            this.batch = batch;
            this.inputs = batch.tensors().subList(0, 3); // words, times, question
        }

        Reply ask(List<List<String>> story, List<String> question) {
            int[][] sentences = story.stream().map(vocabulary::numbers).toArray(int[][]::new);
            int[] asked = vocabulary.numbers(question);
            batch.set(0, new EncodedExample(sentences, asked, 0));
            List<HostTensor> results = graph.run(inputs);
            List<Reply.Candidate> ranking = new ArrayList<>();
            for (int word = 1; word < vocabulary.size(); word++) {
                ranking.add(new Reply.Candidate(
                        vocabulary.words().get(word - 1), results.get(0).get(word)));
            }
            ranking.sort(
                    Comparator.comparingDouble(Reply.Candidate::probability).reversed());
            int remembered = Math.min(sentences.length, capacity());
            boolean ofSentences = model.slotsAreSentences();
            int looked = ofSentences ? remembered : results.get(1).shape().dim(1);
            double[][] attention = new double[model.settings().whole("hops")][looked];
            for (int k = 0; k < attention.length; k++) {
                for (int i = 0; i < looked; i++) {
                    attention[k][i] = results.get(k + 1).get(i);
                }
            }
            int cut = 0;
            for (int i = sentences.length - remembered; i < sentences.length; i++) {
                cut += sentences[i].length > model.size().sentenceWords() ? 1 : 0;
            }
            cut += asked.length > model.size().sentenceWords() ? 1 : 0;
            Optional<Double> hops = answering.outputs().containsKey("hops")
                    ? Optional.of(results.get(results.size() - 1).get(0))
                    : Optional.empty();
            return new Reply(
                    ranking,
                    attention,
                    ofSentences,
                    hops,
                    sentences.length - remembered,
                    new ArrayList<>(unknown(story, question)),
                    cut);
        }
    }

    private Set<String> unknown(List<List<String>> story, List<String> question) {
        Map<String, Integer> seen = new LinkedHashMap<>();
        story.forEach(sentence -> sentence.forEach(word -> seen.put(word, vocabulary.number(word))));
        question.forEach(word -> seen.put(word, vocabulary.number(word)));
        seen.values().removeIf(number -> number != 0);
        return new LinkedHashSet<>(seen.keySet());
    }
}
