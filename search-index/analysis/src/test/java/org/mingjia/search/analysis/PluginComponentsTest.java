package org.mingjia.search.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.TokenFilterFactory;
import org.junit.jupiter.api.Test;

/** Token streams as the engine will see them; tokens at one position are joined by a bar. */
class PluginComponentsTest {
    private static final Path NAMES = Path.of("src/main/plugin/named_components.json");

    @Test
    void everyComponentIsListedWithItsNameAndClass() throws IOException {
        String listed = Files.readString(NAMES);
        var components =
                Arrays.stream(PluginComponents.class.getDeclaredClasses())
                        .filter(type -> type.isAnnotationPresent(NamedComponent.class))
                        .toList();

        assertThat(components).hasSize(8);
        assertThat(listed.lines().filter(line -> line.contains("PluginComponents$")))
                .hasSameSizeAs(components);
        for (var component : components) {
            String name = component.getAnnotation(NamedComponent.class).value();
            assertThat(listed).contains('"' + name + "\": \"" + component.getName() + '"');
            String kind = component.getInterfaces()[0].getName();
            assertThat(listed.indexOf(kind)).isNotNegative().isLessThan(listed.indexOf(name));
        }
    }

    @Test
    void storedTextGivesSyllablesAndInitialsAtEachPlace() throws IOException {
        assertThat(filtered(new PluginComponents.PinyinOfText(), "环评CT"))
                .containsExactly("huan+ping|huan+p|h+ping|h+p", "ping+C|p+C", "C+T");
    }

    @Test
    void aQuestionGivesSyllablesOnly() throws IOException {
        assertThat(filtered(new PluginComponents.PinyinOfQuery(), "会计 j"))
                .containsExactly("hui+ji|kuai+ji", "ji+j");
    }

    @Test
    void carelessSoundsAreFoldedOnBothSides() throws IOException {
        assertThat(filtered(new PluginComponents.Sound(), "环影 ying"))
                .containsExactly("huan+yin", "yin+yin");
    }

    @Test
    void neighboursSoundTogether() throws IOException {
        assertThat(filtered(new PluginComponents.SoundRun(), "环境影CT评价"))
                .containsExactly("huanjing", "huanjingying", "jingying", "pingjia");
    }

    @Test
    void pairsOverlapAndALoneCharacterStays() throws IOException {
        assertThat(filtered(new PluginComponents.PairsOfQuery(), "环境影 评"))
                .containsExactly("环境", "境影", "评");
        assertThat(filtered(new PluginComponents.PairsOfText(), "环境影 CT"))
                .containsExactly("环|环境", "境|境影", "影", "CT");
    }

    @Test
    void wordsComeWithoutPunctuation() throws IOException {
        var words = new PluginComponents.WordTokenizer().create();
        words.setReader(new StringReader("环境影响，评价。"));

        assertThat(tokens(new PluginComponents.Punctuation().create(words)))
                .containsExactly("环境", "影响", "评价");
    }

    @Test
    void aStreamCanBeUsedAgain() throws IOException {
        Tokenizer characters = new StandardTokenizer();
        var stream = new PluginComponents.SoundRun().create(characters);
        for (int i = 0; i < 2; i++) {
            characters.setReader(new StringReader("环评"));
            assertThat(tokens(stream)).containsExactly("huanping");
        }
    }

    private static List<String> filtered(TokenFilterFactory factory, String text)
            throws IOException {
        Tokenizer characters = new StandardTokenizer();
        characters.setReader(new StringReader(text));
        return tokens(factory.create(characters));
    }

    private static List<String> tokens(TokenStream stream) throws IOException {
        var terms = stream.getAttribute(CharTermAttribute.class);
        var step = stream.getAttribute(PositionIncrementAttribute.class);
        var tokens = new ArrayList<String>();
        stream.reset();
        while (stream.incrementToken()) {
            if (step.getPositionIncrement() == 0) {
                tokens.add(tokens.removeLast() + '|' + terms);
            } else {
                tokens.add(terms.toString());
            }
        }
        stream.end();
        stream.close();
        return tokens;
    }
}
