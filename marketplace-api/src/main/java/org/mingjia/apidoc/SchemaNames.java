package org.mingjia.apidoc;

import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/**
 * One name, one type. A schema is called by its type's simple name; where two types share it, the
 * document would silently describe one of them for both. Then none is made: what is thrown while a
 * type is looked at would only be logged, so the clashes are kept until all have been seen.
 */
@Component
class SchemaNames implements ModelConverter, GlobalOpenApiCustomizer {

    private static final String OURS = "org.mingjia.";
    private static final String REST = "unknown";

    private final Map<String, Class<?>> claimed = new ConcurrentHashMap<>();
    private final Set<String> clashes = new ConcurrentSkipListSet<>();

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (type.getType() != null) {
            claim(TypeFactory.defaultInstance().constructType(type.getType()).getRawClass());
        }
        return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    }

    /** Refuses the document, {@link IllegalStateException}, where two types had one name. */
    @Override
    public void customise(OpenAPI document) {
        if (!clashes.isEmpty()) {
            throw new IllegalStateException("two schemas of one name: " + clashes);
        }
        var components = document.getComponents();
        if (components != null && components.getSchemas() != null) {
            components.getSchemas().values().forEach(SchemaNames::withoutTheRest);
        }
    }

    /** What a form collects to refuse it is none of its members. */
    private static void withoutTheRest(Schema<?> schema) {
        if (schema.getProperties() != null
                && schema.getProperties().remove(REST) != null
                && schema.getRequired() != null) {
            schema.getRequired().remove(REST);
        }
    }

    /** The name of the type's schema. */
    String claim(Class<?> type) {
        String name = type.getSimpleName();
        if (type.getName().startsWith(OURS)) {
            Class<?> other = claimed.putIfAbsent(name, type);
            if (other != null && other != type) {
                clashes.add(other.getName() + " and " + type.getName());
            }
        }
        return name;
    }
}
