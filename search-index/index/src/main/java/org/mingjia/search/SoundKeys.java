package org.mingjia.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.mingjia.search.analysis.Pinyin;

/**
 * How a whole name or alias is typed in letters: {@code huanping} and {@code hp} for 环评. What
 * begins so is what somebody is typing; what equals it is what they meant.
 */
final class SoundKeys {
    private static final int LONGEST = 200;

    private SoundKeys() {}

    static Set<String> of(String name, List<String> aliases) {
        var keys = new LinkedHashSet<String>();
        add(name, keys);
        aliases.forEach(alias -> add(alias, keys));
        return keys;
    }

    private static void add(String text, Set<String> keys) {
        var sounds = new StringBuilder();
        var initials = new StringBuilder();
        Words.plainText(text)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .mapToObj(SoundKeys::sound)
                .forEach(sound -> {
                    sounds.append(sound);
                    initials.append(sound, 0, sound.offsetByCodePoints(0, 1));
                });
        if (sounds.length() > 1 && sounds.length() <= LONGEST) {
            keys.add(sounds.toString());
            keys.add(initials.toString());
        }
    }

    /** The commonest reading; a Latin letter sounds as it is. */
    private static String sound(int character) {
        var readings = Pinyin.readings(character);
        return readings.isEmpty() ? Character.toString(character) : readings.getFirst();
    }
}
