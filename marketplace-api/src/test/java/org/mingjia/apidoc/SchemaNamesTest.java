package org.mingjia.apidoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContextImpl;
import io.swagger.v3.oas.models.OpenAPI;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two types of one name would be described as one of them, so no document is made of them. */
class SchemaNamesTest {

    private final SchemaNames names = new SchemaNames();

    @Test
    void aTypeKeepsItsNameHoweverOftenItIsAskedFor() {
        assertThat(names.claim(Here.Form.class)).isEqualTo("Form");
        assertThat(names.claim(Here.Form.class)).isEqualTo("Form");
        names.customise(new OpenAPI());
    }

    @Test
    void aSecondTypeOfTheSameNameIsRefusedAndBothAreNamed() {
        asBody(Here.Form.class);
        asBody(There.Form.class);
        assertThatIllegalStateException()
                .isThrownBy(() -> names.customise(new OpenAPI()))
                .withMessageContaining(Here.Form.class.getName())
                .withMessageContaining(There.Form.class.getName());
    }

    @Test
    void typesOfLibrariesAreLeftAlone() {
        assertThat(names.claim(java.util.Date.class)).isEqualTo("Date");
        assertThat(names.claim(java.sql.Date.class)).isEqualTo("Date");
        names.customise(new OpenAPI());
    }

    /** As springdoc asks for the schema of a request's body. */
    private void asBody(Class<?> type) {
        var context = new ModelConverterContextImpl(List.<ModelConverter>of());
        names.resolve(new AnnotatedType(type), context, Collections.emptyIterator());
    }

    private static final class Here {
        record Form() {}
    }

    private static final class There {
        record Form() {}
    }
}
