package org.memhop.tasks.lm.generate;

import java.util.Arrays;
import java.util.List;

/**
 * Predicts the generated text as well as can be from the last words alone: with the probabilities of the {@link Grammar}
 * itself, given those words. Exact, as all that is drawn is drawn independently: of what the last words do not name, every
 * value is equally likely.
 */
final class IdealPredictor {
    /** As good as the whole text. */
    static final int EVERYTHING = Integer.MAX_VALUE;

    private static final long NEVER = Long.MIN_VALUE;

    private final int window;
    private final int looks;
    private final double[] weights = new double[Grammar.SENTENCES.size()];
    private final String[] places = new String[Grammar.WEATHER_KINDS];
    private final long[] placeHeard = new long[Grammar.WEATHER_KINDS];
    private int weather;
    private long weatherHeard = NEVER;
    private String guest = "";
    private long guestHeard = NEVER;
    private int asked;
    private int inSentence;
    private long heard;

    /**
     * One who knows the grammar and has heard nothing.
     *
     * @param window how many words back he remembers, at least {@link Grammar#LONGEST_SENTENCE}: then he knows where in a
     *     sentence he is
     * @param looks how many things he fetches from further back than the sentence for one word: with 1, the weather does not
     *     tell him which place to fetch; with 2 he misses nothing
     */
    IdealPredictor(int window, int looks) {
        if (window < Grammar.LONGEST_SENTENCE) {
            throw new IllegalArgumentException("window " + window + ": expected " + Grammar.LONGEST_SENTENCE
                    + " or more, as sentences are that long");
        }
        this.window = window;
        this.looks = looks;
        Arrays.fill(places, "");
        Arrays.fill(placeHeard, NEVER);
        beginSentence();
    }

    /** {@code exp} of the mean of {@code −ln p} over the words from {@code from} on; those before are only heard. */
    static double perplexity(List<String> text, int from, int window, int looks) {
        IdealPredictor predictor = new IdealPredictor(window, looks);
        double loss = 0;
        for (int i = 0; i < text.size(); i++) {
            if (i >= from) {
                loss -= StrictMath.log(predictor.probability(text.get(i)));
            }
            predictor.hear(text.get(i));
        }
        return StrictMath.exp(loss / (text.size() - from));
    }

    /** How likely it is that this word comes next. */
    double probability(String word) {
        double all = 0;
        double matching = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                all += weights[i];
                matching += weights[i] * probability(slot(i), word);
            }
        }
        return matching / all;
    }

    /** Goes on by a word. */
    void hear(String word) {
        Slot slot = null;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                weights[i] *= probability(slot(i), word);
                slot = weights[i] > 0 ? slot(i) : slot;
            }
        }
        if (slot == null) {
            throw new IllegalArgumentException("\"" + word + "\" is not what can come next in the generated text");
        }
        heard++;
        inSentence++;
        note(slot.role(), word);
        if (Grammar.ends(word)) {
            beginSentence();
        }
    }

    private void note(Slot.Role role, String word) {
        switch (role) {
            case NEW_WEATHER -> noteWeather(Grammar.weather(word));
            case NEW_PLACE, PLACE_OF_PASTIME -> notePlace(word);
            case NEW_GUEST, LATEST_GUEST -> {
                guest = word;
                guestHeard = heard;
            }
            case PASTIME -> asked = Grammar.weatherOfPastime(word);
            case PLACE_OF_WEATHER -> {
                notePlace(word);
                noteWeather(Grammar.weatherOfPlace(word));
            }
            case FIXED -> {}
        }
    }

    private void notePlace(String place) {
        places[Grammar.weatherOfPlace(place)] = place;
        placeHeard[Grammar.weatherOfPlace(place)] = heard;
    }

    private void noteWeather(int kind) {
        weather = kind;
        weatherHeard = heard;
    }

    private void beginSentence() {
        inSentence = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Grammar.SENTENCES.get(i).weight();
        }
    }

    private Slot slot(int sentence) {
        return Grammar.SENTENCES.get(sentence).slots().get(inSentence);
    }

    private double probability(Slot slot, String word) {
        if (!slot.words().contains(word)) {
            return 0;
        }
        double equally = 1.0 / slot.words().size();
        return switch (slot.role()) {
            case FIXED, NEW_WEATHER, NEW_PLACE, NEW_GUEST, PASTIME -> equally;
            case LATEST_GUEST -> remembered(guestHeard) ? certain(guest, word) : equally;
            case PLACE_OF_PASTIME -> Grammar.weatherOfPlace(word) == asked ? ofItsWeather(word) : 0;
            case PLACE_OF_WEATHER -> placeOfWeather(word);
        };
    }

    private double placeOfWeather(String word) {
        double itsWeather = remembered(weatherHeard)
                ? (Grammar.weatherOfPlace(word) == weather ? 1 : 0)
                : 1.0 / Grammar.WEATHER_KINDS;
        return itsWeather * (looks > 1 ? ofItsWeather(word) : 1.0 / Grammar.placesForWeather());
    }

    /** How likely this is the latest place for its weather. */
    private double ofItsWeather(String word) {
        int itsWeather = Grammar.weatherOfPlace(word);
        return remembered(placeHeard[itsWeather])
                ? certain(places[itsWeather], word)
                : 1.0 / Grammar.placesForWeather();
    }

    private static double certain(String known, String word) {
        return known.equals(word) ? 1 : 0;
    }

    /** Whether the word that was the {@code when}-th is still in the window. */
    private boolean remembered(long when) {
        return when != NEVER && heard - when < window;
    }
}
