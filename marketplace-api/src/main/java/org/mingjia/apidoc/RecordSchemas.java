package org.mingjia.apidoc;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.Coded;

/**
 * JSON schemas of records, exactly as the service answers: every member is always there unless it
 * is declared optional, and what may be null says so. A member that is {@code @JsonUnwrapped} lends
 * its own members; one that follows under the same name takes the place of a lent one.
 */
final class RecordSchemas {

    private final Components components;
    private final SchemaNames names;

    RecordSchemas(Components components, SchemaNames names) {
        this.components = components;
        this.names = names;
    }

    /** A reference to the schema of the record, which stands among the components from then on. */
    Schema<?> of(Class<?> type) {
        String name = names.claim(type);
        if (!Described.in(components, name)) {
            components.addSchemas(name, new Described());
            components.addSchemas(name, object(type));
        }
        return reference(name);
    }

    /** Puts a schema among the components and refers to it. */
    Schema<?> named(String name, Schema<?> schema) {
        components.addSchemas(name, schema);
        return reference(name);
    }

    static Schema<?> reference(String name) {
        return schema().$ref("#/components/schemas/" + name);
    }

    static Schema<?> list(Schema<?> of) {
        return typed("array").items(of);
    }

    static Schema<?> text() {
        return typed("string");
    }

    /** A text from a closed list. */
    static Schema<?> oneOf(List<String> values) {
        Schema<?> schema = text();
        known(schema, values.toArray(String[]::new));
        return schema;
    }

    static Schema<?> count() {
        return typed("integer").format("int64");
    }

    static Schema<?> orNull(Schema<?> schema) {
        if (schema.getTypes() == null) {
            return schema().oneOf(List.of(schema, typed("null")));
        }
        schema.addType("null");
        return schema;
    }

    /** An object all of whose members are always there. */
    static Schema<?> members(Map<String, Schema<?>> members) {
        Schema<?> object = new Described();
        object.addType("object");
        members.forEach(object::addProperty);
        return object.required(new ArrayList<>(members.keySet()));
    }

    private Schema<?> object(Class<?> type) {
        Schema<?> object = new Described();
        object.addType("object");
        var required = new LinkedHashSet<String>();
        for (RecordComponent member : type.getRecordComponents()) {
            if (member.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                Schema<?> inner = object(member.getType());
                inner.getProperties().forEach(object::addProperty);
                required.addAll(inner.getRequired());
                continue;
            }
            var said = said(type, member.getName());
            Schema<?> schema = of(member.getAnnotatedType());
            var vocabulary = member.getAnnotation(OneOf.class);
            if (vocabulary != null) {
                known(schema, codes(vocabulary.value()));
            } else if (said != null && said.allowableValues().length > 0) {
                known(schema, said.allowableValues());
            }
            if (said != null && !said.description().isEmpty()) {
                schema.setDescription(said.description());
            }
            if (said == null
                    || said.requiredMode()
                            != io.swagger.v3.oas.annotations.media.Schema.RequiredMode
                                    .NOT_REQUIRED) {
                required.add(member.getName());
            }
            object.addProperty(member.getName(), schema);
        }
        return object.required(new ArrayList<>(required));
    }

    private Schema<?> of(AnnotatedType type) {
        Schema<?> schema = plain(type);
        return type.isAnnotationPresent(Nullable.class) ? orNull(schema) : schema;
    }

    private Schema<?> plain(AnnotatedType type) {
        if (type instanceof AnnotatedParameterizedType many
                && type.getType() instanceof ParameterizedType raw
                && raw.getRawType() == List.class) {
            return list(of(many.getAnnotatedActualTypeArguments()[0]));
        }
        return type.getType() instanceof Class<?> known ? simple(known) : schema();
    }

    private Schema<?> simple(Class<?> type) {
        if (type.isRecord()) {
            return of(type);
        }
        if (type == String.class) {
            return text();
        }
        if (type == long.class || type == Long.class) {
            return count();
        }
        if (type == int.class || type == Integer.class) {
            return typed("integer").format("int32");
        }
        if (type == boolean.class || type == Boolean.class) {
            return typed("boolean");
        }
        if (type == LocalDate.class) {
            return text().format("date");
        }
        if (type == OffsetDateTime.class) {
            return text().format("date-time");
        }
        if (type == UUID.class) {
            return text().format("uuid");
        }
        return schema();
    }

    private static String[] codes(Class<? extends Coded> vocabulary) {
        return Stream.of(vocabulary.getEnumConstants()).map(Coded::code).toArray(String[]::new);
    }

    @SuppressWarnings("unchecked")
    private static void known(Schema<?> schema, String[] values) {
        var all = new ArrayList<@Nullable Object>(List.of((Object[]) values));
        if (schema.getTypes() != null && schema.getTypes().contains("null")) {
            all.add(null);
        }
        ((Schema<Object>) schema).setEnum((List<Object>) (List<?>) all);
    }

    /** The annotation of a member: on a record it ends up on field, accessor and parameter. */
    private static io.swagger.v3.oas.annotations.media.@Nullable Schema said(
            Class<?> type, String member) {
        try {
            return type.getDeclaredField(member)
                    .getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Schema<?> typed(String type) {
        Schema<?> schema = schema();
        schema.setTypes(new LinkedHashSet<>(List.of(type)));
        return schema;
    }

    private static Schema<?> schema() {
        return new Schema<>(SpecVersion.V31);
    }

    /** Marks the schemas that were made here, and not guessed from a getter. */
    private static final class Described extends Schema<Object> {

        Described() {
            super(SpecVersion.V31);
        }

        static boolean in(Components components, String name) {
            return components.getSchemas() != null
                    && components.getSchemas().get(name) instanceof Described;
        }
    }
}
