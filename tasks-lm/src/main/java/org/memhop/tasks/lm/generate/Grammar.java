package org.memhop.tasks.lm.generate;

import java.util.ArrayList;
import java.util.List;
import org.memhop.tasks.lm.generate.Slot.Role;
import org.memhop.tasks.lm.text.FileText;

/**
 * The sentences of the generated text. People go out, each time to the latest place that they found for the latest weather:
 *
 * <pre>
 * they find the meadow          a place for the sun: drawn
 * the cat sleeps                drawn, as one of four such sentences; the rest follows from the word before
 * the weather is sun            drawn
 * a doctor arrives              drawn
 * swimming means the meadow     one look: the latest place for the sun
 * goodbye to the doctor         one look: the latest guest
 * they visit meadow together    two looks: the latest weather, and the latest place for it
 * </pre>
 *
 * <p>Every draw is uniform and independent of all others, and so is the kind of each sentence. So whoever has not seen a place
 * for the sun among the words that he remembers knows nothing of it. No place serves two kinds of weather: a word by itself
 * tells what it is for, as a memory of single words needs it to.
 */
final class Grammar {
    /** For each kind of weather what is done then, and where. */
    private static final List<String> WEATHERS = List.of("rain", "snow", "sun", "wind");

    private static final List<String> PASTIMES = List.of("reading", "skiing", "swimming", "sailing");
    private static final List<List<String>> PLACES = List.of(
            List.of("kitchen", "library", "attic", "cellar", "barn", "museum", "bakery", "workshop"),
            List.of("hill", "slope", "forest", "valley", "pond", "mountain", "ridge", "lodge"),
            List.of("beach", "garden", "meadow", "orchard", "river", "lake", "terrace", "park"),
            List.of("tower", "cliff", "dune", "harbour", "mill", "pier", "field", "bridge"));
    private static final List<String> ALL_PLACES =
            PLACES.stream().flatMap(List::stream).toList();
    private static final List<String> GUESTS =
            List.of("baker", "doctor", "farmer", "miller", "painter", "sailor", "smith", "teacher");

    /** Every kind of sentence there is. */
    static final List<Sentence> SENTENCES = List.of(
            sentence(8, "the weather is", new Slot(Role.NEW_WEATHER, WEATHERS), ""),
            sentence(16, "they find the", new Slot(Role.NEW_PLACE, ALL_PLACES), ""),
            sentence(4, "a", new Slot(Role.NEW_GUEST, GUESTS), "arrives"),
            pastime(22),
            sentence(12, "goodbye to the", new Slot(Role.LATEST_GUEST, GUESTS), ""),
            // The word after it tells such a place from one that was found, even where memory begins right at the
            // place.
            sentence(22, "they visit", new Slot(Role.PLACE_OF_WEATHER, ALL_PLACES), "together"),
            new Sentence(4, fixed("the cat sleeps <eos>")),
            new Sentence(4, fixed("the dog barks <eos>")),
            new Sentence(4, fixed("the clock ticks <eos>")),
            new Sentence(4, fixed("a bird sings <eos>")));

    /** How many kinds of weather there are, and pastimes: one for each. */
    static final int WEATHER_KINDS = 4;

    /** Words of the longest sentence: what one must see to know where in a sentence one is. */
    static final int LONGEST_SENTENCE = 5;

    private Grammar() {}

    /** The number of a kind of weather. */
    static int weather(String word) {
        return WEATHERS.indexOf(word);
    }

    /** The number of the weather that a pastime is for. */
    static int weatherOfPastime(String word) {
        return PASTIMES.indexOf(word);
    }

    /** The number of the weather that a place is for. */
    static int weatherOfPlace(String word) {
        return ALL_PLACES.indexOf(word) / placesForWeather();
    }

    /** How many places there are for each kind of weather. */
    static int placesForWeather() {
        return ALL_PLACES.size() / WEATHER_KINDS;
    }

    /** Whether a word ends its sentence. */
    static boolean ends(String word) {
        return word.equals(FileText.END_OF_SENTENCE);
    }

    private static Sentence sentence(int weight, String before, Slot slot, String after) {
        List<Slot> slots = new ArrayList<>(fixed(before));
        slots.add(slot);
        slots.addAll(fixed((after + " " + FileText.END_OF_SENTENCE).strip()));
        return new Sentence(weight, List.copyOf(slots));
    }

    private static Sentence pastime(int weight) {
        List<Slot> slots = new ArrayList<>();
        slots.add(new Slot(Role.PASTIME, PASTIMES));
        slots.addAll(fixed("means the"));
        slots.add(new Slot(Role.PLACE_OF_PASTIME, ALL_PLACES));
        slots.addAll(fixed(FileText.END_OF_SENTENCE));
        return new Sentence(weight, List.copyOf(slots));
    }

    private static List<Slot> fixed(String words) {
        return List.of(words.split(" ")).stream()
                .map(word -> new Slot(Role.FIXED, List.of(word)))
                .toList();
    }
}
