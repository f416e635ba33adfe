package org.mingjia.search;

import java.util.BitSet;
import java.util.List;
import org.mingjia.search.analysis.Pinyin;

/** One way to say a word, found in a text by ear. */
final class Spoken {
    /**
     * What is heard for one character.
     *
     * @param character itself, or -1 when letters were typed
     * @param sounds as typed, or its readings
     * @param folded the same, as a careless ear hears them
     */
    private record Unit(int character, List<String> sounds, List<String> folded) {
        static Unit of(String text) {
            int first = text.codePointAt(0);
            int character = Character.charCount(first) == text.length() ? first : -1;
            var readings = Pinyin.readings(first);
            return readings.isEmpty()
                    ? new Unit(character, List.of(text), List.of(Pinyin.folded(text)))
                    : new Unit(character, readings, Pinyin.foldedReadings(first));
        }

        boolean heardIn(int other) {
            if (character == other) {
                return true;
            }
            for (String reading : Pinyin.readings(other)) {
                for (String sound : sounds) {
                    if (sound.length() == 1 ? reading.startsWith(sound) : reading.equals(sound)) {
                        return true;
                    }
                }
            }
            return false;
        }

        boolean heardCarelesslyIn(int other) {
            if (heardIn(other)) {
                return true;
            }
            for (String reading : Pinyin.foldedReadings(other)) {
                if (folded.contains(reading)) {
                    return true;
                }
            }
            return false;
        }
    }

    private final Unit[] units;

    Spoken(List<String> way) {
        units = way.stream().map(Unit::of).toArray(Unit[]::new);
    }

    /** Marks the first place where it is heard well, or else carelessly; false when nowhere. */
    boolean mark(int[] characters, BitSet marked) {
        return mark(characters, marked, false) || mark(characters, marked, true);
    }

    private boolean mark(int[] characters, BitSet marked, boolean carelessly) {
        for (int at = 0; at + units.length <= characters.length; at++) {
            if (heardAt(characters, at, carelessly)) {
                marked.set(at, at + units.length);
                return true;
            }
        }
        return false;
    }

    private boolean heardAt(int[] characters, int at, boolean carelessly) {
        for (int i = 0; i < units.length; i++) {
            int character = characters[at + i];
            boolean heard =
                    carelessly
                            ? units[i].heardCarelesslyIn(character)
                            : units[i].heardIn(character);
            if (!heard) {
                return false;
            }
        }
        return true;
    }
}
