package org.memhop.core.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.memhop.api.ConfigException;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.task.Part;
import org.memhop.api.task.Text;
import org.memhop.core.cache.CacheScorer;
import org.memhop.core.cache.CacheSettings;
import org.memhop.core.cache.ContinuousCache;
import org.memhop.core.config.Settings;
import org.memhop.core.data.Batch;
import org.memhop.core.data.Vocabulary;
import org.memhop.core.model.Components;
import org.memhop.core.model.Model;
import org.memhop.core.wiring.MemhopModule;
import org.memhop.core.wiring.Plugins;

/** A network that has been trained on a running text, to tell what comes next and how probable a text is. Thread-safe. */
public final class LanguageModel implements AutoCloseable {
    /** Words that are scored at once. */
    private static final int BATCH = 128;
    /** How many of them share their memory: more read fewer words again, but match more that are not theirs. */
    private static final String SEGMENT = "16";

    private final RunConfig config;
    private final Vocabulary vocabulary;
    private final Model model;
    private final Backend backend;
    private final Session session;
    private final Optional<CacheSettings> cache;
    private final Readers next;
    private final Readers word;
    private final Readers text;
    private final Readers attention;

    private LanguageModel(
            RunConfig config,
            Vocabulary vocabulary,
            Model model,
            Backend backend,
            Session session,
            Optional<CacheSettings> cache) {
        this.config = config;
        this.vocabulary = vocabulary;
        this.model = model;
        this.backend = backend;
        this.session = session;
        this.cache = cache;
        this.next = readers(model.answering(1), 1, 3); // takes words, times, question
        this.word = readers(scoring(1), 1, 4); // and answers
        this.text = readers(scoring(BATCH), BATCH, 4);
        this.attention = readers(model.answering(BATCH), BATCH, 3);
    }

    private Graph scoring(int batch) {
        return cache.isPresent() ? model.scoringStates(batch) : model.scoring(batch, false);
    }

    private Readers readers(Graph graph, int batch, int inputs) {
        return new Readers(() -> {
            Batch tensors = model.newBatch(batch);
            return new Reader(session.compile(graph), tensors, inputs, capacity(), cache.map(this::newCache));
        });
    }

    /**
     * Loads the checkpoint of a run that its training kept, on the backend it was trained with. Runs no code that the files
     * name.
     *
     * @throws org.memhop.api.StorageException if there is no such run, or nothing was saved in it yet
     * @throws ConfigException if {@code config.yaml} says what cannot be, or the run was trained on questions
     * @throws org.memhop.api.FormatException if a file was damaged; names it and the place
     */
    public static LanguageModel load(Path run) {
        RunConfig config = new RunDirectory(run).config();
        return load(run, MemhopModule.plugins(), config.settings().text("backend"), BackendConfig.DEFAULT);
    }

    /** As {@link #load(Path)}, with these plugins, on a backend of one's choice. */
    public static LanguageModel load(Path run, Plugins plugins, String backendId, BackendConfig options) {
        SavedModel saved = SavedModel.load(run, plugins);
        if (!saved.ofText()) {
            throw new ConfigException(
                    run + ": this network was trained on questions about stories, not on a running text;"
                            + " it is asked with memhop answer, in a program with MemoryNetwork");
        }
        Model model = sharing(saved, plugins);
        Backend backend = plugins.open(backendId, options);
        try {
            Session session = backend.newSession(List.copyOf(saved.parameters().keySet()));
            saved.parameters().forEach(session::write);
            return new LanguageModel(saved.config(), saved.vocabulary(), model, backend, session, Optional.empty());
        } catch (RuntimeException | Error e) {
            backend.close();
            throw e;
        }
    }

    /**
     * This model with a continuous cache mixed into all it expects: words that followed states like the present one become more
     * probable. Each text has its own. The two models share what they need: with one of them the other is closed too.
     *
     * @param settings as {@link #tuneCache} finds them
     */
    public LanguageModel withCache(CacheSettings settings) {
        return new LanguageModel(config, vocabulary, model, backend, session, Optional.of(settings));
    }

    /**
     * What a continuous cache goes by that foretells the validation text of a task best.
     *
     * @param size N, how many states it remembers
     * @throws ConfigException if there is no validation text, or the size is below 1
     */
    public CacheSettings tuneCache(Part part, int size) {
        try (CacheScorer scorer = new CacheScorer(model, session, size)) {
            return scorer.tune(CachedScores.validation(part, vocabulary, capacity()));
        }
    }

    /**
     * Scores the validation and the test text of a task with a continuous cache, tuned on the former.
     *
     * @param size N, how many states the cache remembers
     * @throws ConfigException if there is no validation text, or the size is below 1
     */
    public CachedScores scoreWithCache(Part part, int size) {
        return CachedScores.of(model, session, vocabulary, part, size);
    }

    private ContinuousCache newCache(CacheSettings settings) {
        return new ContinuousCache(settings, model.settings().whole("dimension"));
    }

    /** The model, whose words in a row share their memory however it was trained, if its memory can be shared. */
    private static Model sharing(SavedModel saved, Components components) {
        Settings settings = saved.config().settings();
        boolean can = settings.text("memory").equals("sentences")
                && !settings.text("temporal").equals("time-words");
        return can
                ? Model.of(
                        settings.with("batches", "segments").with("segment-length", SEGMENT),
                        saved.model().size(),
                        components)
                : saved.model();
    }

    /**
     * What comes next.
     *
     * @param before the words so far, of which the last M count, with a cache of N states the last M + N; those it does not know
     *     count as {@link Vocabulary#UNKNOWN}
     * @throws org.memhop.api.BackendException if this model was closed
     */
    public NextWord next(List<String> before) {
        List<String> read = List.copyOf(before.subList(Math.max(0, before.size() - capacity()), before.size()));
        Reader reader = next.take();
        try {
            read.forEach(w -> reader.window().remember(vocabulary.numberOrUnknown(w)));
            reader.window().put(reader.batch(), 0);
            List<HostTensor> results = reader.run();
            boolean ofWords = model.slotsAreSentences();
            int first = ofWords ? capacity() - read.size() : 0; // behind the empty slots
            int slots = ofWords ? read.size() : results.get(1).shape().dim(1);
            double[][] looked = new double[model.settings().whole("hops")][slots];
            for (int k = 0; k < looked.length; k++) {
                for (int i = 0; i < slots; i++) {
                    looked[k][i] = results.get(k + 1).get(first + i);
                }
            }
            double[] distribution = Prediction.distribution(results);
            cache.ifPresent(settings -> mix(settings, before, distribution));
            return new NextWord(vocabulary, distribution, read, looked, ofWords);
        } finally {
            next.give(reader);
        }
    }

    /** Computes the last states again that the cache would hold, and the present one. */
    private void mix(CacheSettings settings, List<String> before, double[] distribution) {
        ContinuousCache recent = newCache(settings);
        int first = Math.max(0, before.size() - settings.size());
        int[] at = {first};
        TextScorer.Rows rows = (reader, found, row) -> {
            if (at[0] < before.size()) {
                recent.add(found.get(1), row, vocabulary.numberOrUnknown(before.get(at[0]++)));
            } else {
                recent.mix(found.get(1), row, distribution);
            }
        };
        try (TextScorer states = new TextScorer(vocabulary, text, rows)) {
            before.subList(Math.max(0, first - capacity()), first).forEach(states::tell);
            before.subList(first, before.size()).forEach(states::add);
            states.add(Vocabulary.UNKNOWN); // whatever comes next: the state is the one before it
        }
    }

    /** Scores a text while it comes, word by word. Close it when the text has ended. */
    public WordScorer scorer() {
        return new WordScorer(vocabulary, word);
    }

    /**
     * Scores texts many words at a time.
     *
     * @param results receives the log-probability of every word, in order
     */
    public TextScorer scorer(DoubleConsumer results) {
        return new TextScorer(
                vocabulary, text, (reader, found, row) -> results.accept(reader.logProbability(found, row)));
    }

    /** Scores every word of a text of any length, with nothing before it. */
    public Scored score(Text words) {
        Sum sum = new Sum();
        try (TextScorer scorer = scorer(sum)) {
            words.forEach(w -> {
                scorer.add(w);
                sum.unknown += knows(w) ? 0 : 1;
            });
        }
        return new Scored(sum.words, sum.unknown, sum.logProbability);
    }

    /** Scores a text, with nothing before it. */
    public Scored score(List<String> words) {
        return score((Text) words::forEach);
    }

    /** The log-probability of each word of a text, with nothing before it. */
    public double[] logProbabilities(List<String> words) {
        double[] all = new double[words.size()];
        int[] at = {0};
        try (TextScorer scorer = scorer(value -> all[at[0]++] = value)) {
            words.forEach(scorer::add);
        }
        return all;
    }

    /**
     * How far back each hop looks, on average over words of a text. The first M words are read only, so that its memory is
     * full.
     *
     * @param most how many words after these to count
     * @throws ConfigException if the text has no more than M words, or the memory has slots of its own instead of words
     */
    public AverageAttention attention(Text words, long most) {
        if (!model.slotsAreSentences()) {
            throw new ConfigException(
                    "the memory " + model.settings().text("memory") + " has slots of its own, and none of"
                            + " them is so many words back; expected a memory of words, or one place to look at, as memhop attend"
                            + " --prompt shows it");
        }
        Reader reader = attention.take();
        try {
            AttentionMeter meter =
                    new AttentionMeter(vocabulary, reader, model.settings().whole("hops"), capacity(), most);
            words.forEach(meter::add);
            return meter.result();
        } finally {
            attention.give(reader);
        }
    }

    /** Whether a word is in its vocabulary. */
    public boolean knows(String w) {
        return vocabulary.number(w) != 0;
    }

    /** What stands before the first word of a sentence: the end of another, if it knows such a word, or nothing. */
    public List<String> beginning() {
        return knows(Vocabulary.END) ? List.of(Vocabulary.END) : List.of();
    }

    /** How it was trained. */
    public RunConfig config() {
        return config;
    }

    /** The words it knows. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** M, how many words it remembers. */
    public int capacity() {
        return model.size().slots();
    }

    @Override
    public void close() {
        session.close();
        backend.close();
    }

    /** What the results of a text add up to. */
    private static final class Sum implements DoubleConsumer {
        private long words;
        private long unknown;
        private double logProbability;

        @Override
        public void accept(double value) {
            words++;
            logProbability += value;
        }
    }
}
