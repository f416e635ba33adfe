package org.mingjia.search.analysis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The readings of Chinese characters, without tones, in the letters people type.
 *
 * <p>A character with several readings keeps them all (会: hui, kuai): which one is meant depends on
 * words no table knows, and a reading too many costs less than a word that cannot be found. The
 * table comes from com.github.houbb:pinyin (Apache-2.0).
 */
public final class Pinyin {
    private static final String TABLE = "/pinyin_dict_char.txt";
    private static final Map<Integer, List<String>> READINGS = load();
    private static final Map<Integer, List<String>> FOLDED = foldedReadings();
    private static final Set<String> SYLLABLES = syllables();

    private Pinyin() {}

    /** Readings of the character, the commonest first; empty when it is not a Chinese character. */
    public static List<String> readings(int codePoint) {
        return READINGS.getOrDefault(codePoint, List.of());
    }

    /** The readings as a careless ear hears them, see {@link #folded}. */
    public static List<String> foldedReadings(int codePoint) {
        return FOLDED.getOrDefault(codePoint, List.of());
    }

    /** Whether these letters are the whole sound of some character. */
    static boolean isSyllable(String letters) {
        return SYLLABLES.contains(letters);
    }

    /**
     * The syllable as a careless ear hears it: zh, ch, sh as z, c, s; ang, eng, ing as an, en, in;
     * and the initials n and l alike, as in much of Hunan. Two syllables that fold alike are one
     * typing error apart.
     */
    public static String folded(String syllable) {
        var folded = new StringBuilder(syllable);
        if (folded.length() > 1
                && folded.charAt(1) == 'h'
                && "zcs".indexOf(folded.charAt(0)) >= 0) {
            folded.deleteCharAt(1);
        }
        if (folded.length() > 1 && folded.charAt(0) == 'n') {
            folded.setCharAt(0, 'l');
        }
        int last = folded.length() - 1;
        if (last > 1 && folded.charAt(last) == 'g' && "aei".indexOf(folded.charAt(last - 2)) >= 0) {
            folded.deleteCharAt(last);
        }
        return folded.toString();
    }

    private static Map<Integer, List<String>> load() {
        var resource = Objects.requireNonNull(Pinyin.class.getResourceAsStream(TABLE), TABLE);
        try (var lines =
                new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            var readings = new HashMap<Integer, List<String>>(65_536);
            lines.lines().forEach(line -> readLine(line, readings));
            return Collections.unmodifiableMap(readings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line is {@code 行:xíng,háng,xìng,hàng,héng}. */
    private static void readLine(String line, Map<Integer, List<String>> readings) {
        int colon = line.indexOf(':');
        if (colon <= 0) {
            return;
        }
        var sounds = new LinkedHashSet<String>();
        for (String toned : line.substring(colon + 1).split(",", -1)) {
            String sound = withoutTone(toned);
            if (sound.chars().anyMatch(letter -> "aeiouv".indexOf(letter) >= 0)) {
                sounds.add(sound);
                // many type u for ü, and on keyboards ü itself is v
                sounds.add(sound.replace('v', 'u'));
            }
        }
        if (!sounds.isEmpty()) {
            readings.put(line.codePointAt(0), List.copyOf(sounds));
        }
    }

    private static String withoutTone(String toned) {
        String apart = Normalizer.normalize(toned, Normalizer.Form.NFD).replace("u\u0308", "v");
        var plain = new StringBuilder(apart.length());
        apart.chars()
                .filter(letter -> letter >= 'a' && letter <= 'z')
                .forEach(letter -> plain.append((char) letter));
        return plain.toString();
    }

    private static Map<Integer, List<String>> foldedReadings() {
        // 40,000 characters share 400 sounds and few combinations of them
        var shared = new HashMap<List<String>, List<String>>();
        var folded = new HashMap<Integer, List<String>>(READINGS.size() * 2);
        READINGS.forEach((character, readings) ->
                folded.put(
                        character,
                        shared.computeIfAbsent(
                                readings,
                                all -> all.stream().map(Pinyin::folded).distinct().toList())));
        return Collections.unmodifiableMap(folded);
    }

    private static Set<String> syllables() {
        var syllables = new TreeSet<String>();
        READINGS.values().forEach(syllables::addAll);
        return Collections.unmodifiableSet(syllables);
    }
}
