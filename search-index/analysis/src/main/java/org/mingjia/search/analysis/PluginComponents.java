package org.mingjia.search.analysis;

import java.util.Set;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.TokenFilterFactory;
import org.elasticsearch.plugin.analysis.TokenizerFactory;

/**
 * The parts the plugin gives to index definitions. Elasticsearch finds them by {@code
 * named_components.json}, which must list them all (a test compares).
 */
final class PluginComponents {
    private static final int EVERY_SCRIPT =
            CJKBigramFilter.HAN
                    | CJKBigramFilter.HIRAGANA
                    | CJKBigramFilter.KATAKANA
                    | CJKBigramFilter.HANGUL;

    private PluginComponents() {}

    /** Words by a hidden Markov model; punctuation comes out as a comma. */
    @NamedComponent("mingjia_words")
    public static final class WordTokenizer implements TokenizerFactory {
        @Override
        public Tokenizer create() {
            return new HMMChineseTokenizer();
        }
    }

    /** Drops the word tokenizer's comma. */
    @NamedComponent("mingjia_punctuation")
    public static final class Punctuation implements TokenFilterFactory {
        private static final CharArraySet COMMA = new CharArraySet(Set.of(","), false);

        @Override
        public TokenStream create(TokenStream tokens) {
            return new StopFilter(tokens, COMMA);
        }
    }

    /** Single characters and pairs of neighbours, for text that is stored. */
    @NamedComponent("mingjia_pairs")
    public static final class PairsOfText implements TokenFilterFactory {
        @Override
        public TokenStream create(TokenStream tokens) {
            return new CJKBigramFilter(tokens, EVERY_SCRIPT, true);
        }
    }

    /** Pairs of neighbours, for what is asked; a lone character stays. */
    @NamedComponent("mingjia_pairs_query")
    public static final class PairsOfQuery implements TokenFilterFactory {
        @Override
        public TokenStream create(TokenStream tokens) {
            return new CJKBigramFilter(tokens, EVERY_SCRIPT, false);
        }
    }

    /** Pairs of syllables and initials, for text that is stored. */
    @NamedComponent("mingjia_pinyin")
    public static final class PinyinOfText implements TokenFilterFactory {
        @Override
        public TokenStream create(TokenStream tokens) {
            return new SoundPairFilter(tokens, SoundPairFilter.Form.TEXT);
        }
    }

    /** Pairs of syllables, for what is asked. */
    @NamedComponent("mingjia_pinyin_query")
    public static final class PinyinOfQuery implements TokenFilterFactory {
        @Override
        public TokenStream create(TokenStream tokens) {
            return new SoundPairFilter(tokens, SoundPairFilter.Form.QUERY);
        }
    }

    /** Pairs of syllables as a careless ear hears them, on both sides. */
    @NamedComponent("mingjia_sound")
    public static final class Sound implements TokenFilterFactory {
        @Override
        public TokenStream create(TokenStream tokens) {
            return new SoundPairFilter(tokens, SoundPairFilter.Form.CARELESS);
        }
    }

    /** Sounds of neighbouring characters as one word. */
    @NamedComponent("mingjia_sound_run")
    public static final class SoundRun implements TokenFilterFactory {
        @Override
        public TokenStream create(TokenStream tokens) {
            return new SoundRunFilter(tokens);
        }
    }
}
