package org.memhop.tasks.lm.generate;

import java.util.List;
import org.memhop.core.random.Purpose;
import org.memhop.core.random.RandomStream;

/** Says one sentence of the {@link Grammar} after another, remembering everything. */
final class Talker {
    private final RandomStream random;
    private final String[] places = new String[Grammar.WEATHER_KINDS];
    private int weather;
    private String guest;

    /** A talker who always says the same for a seed. */
    Talker(long seed) {
        random = new RandomStream(seed, Purpose.TEXT);
        weather = random.nextInt(Grammar.WEATHER_KINDS);
        guest = drawn(slot(Slot.Role.NEW_GUEST));
        Slot place = slot(Slot.Role.NEW_PLACE);
        for (int i = 0; i < places.length; i++) {
            places[i] = place.words().get(i * Grammar.placesForWeather() + random.nextInt(Grammar.placesForWeather()));
        }
    }

    /** Says a sentence; gives how many of its words only memory can tell. */
    int say(List<String> text) {
        int fromMemory = 0;
        int asked = 0;
        for (Slot slot : kind().slots()) {
            String word = switch (slot.role()) {
                case FIXED, NEW_WEATHER, NEW_PLACE, NEW_GUEST, PASTIME -> drawn(slot);
                case PLACE_OF_PASTIME -> places[asked];
                case LATEST_GUEST -> guest;
                case PLACE_OF_WEATHER -> places[weather];
            };
            switch (slot.role()) {
                case NEW_WEATHER -> weather = Grammar.weather(word);
                case NEW_PLACE -> places[Grammar.weatherOfPlace(word)] = word;
                case NEW_GUEST -> guest = word;
                case PASTIME -> asked = Grammar.weatherOfPastime(word);
                default -> fromMemory += slot.fromMemory() ? 1 : 0;
            }
            text.add(word);
        }
        return fromMemory;
    }

    private Sentence kind() {
        int left = random.nextInt(100);
        int kind = 0;
        while (left >= Grammar.SENTENCES.get(kind).weight()) {
            left -= Grammar.SENTENCES.get(kind++).weight();
        }
        return Grammar.SENTENCES.get(kind);
    }

    private String drawn(Slot slot) {
        return slot.words().get(random.nextInt(slot.words().size()));
    }

    private static Slot slot(Slot.Role role) {
        return Grammar.SENTENCES.stream()
                .flatMap(sentence -> sentence.slots().stream())
                .filter(slot -> slot.role() == role)
                .findFirst()
                .orElseThrow();
    }
}
