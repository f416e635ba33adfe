package org.mingjia.apidoc;

import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.ParameterCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;

/**
 * Describes what a filter takes as it is checked: a closed list as its values, the elements of a
 * repeatable one each by its own bounds, a pattern as one for the whole text.
 */
@Component
class FilterDescription implements ParameterCustomizer {

    @Override
    public @Nullable Parameter customize(@Nullable Parameter parameter, MethodParameter handled) {
        if (parameter == null || parameter.getSchema() == null) {
            return parameter;
        }
        var declared = handled.getParameter();
        if (List.class.isAssignableFrom(handled.getParameterType())
                && declared.getAnnotatedType() instanceof AnnotatedParameterizedType many) {
            // the guessed element is one and the same object for all parameters of an operation
            parameter.setSchema(
                    RecordSchemas.list(
                            bounded(
                                    RecordSchemas.text(),
                                    many.getAnnotatedActualTypeArguments()[0])));
        } else if (declared.isAnnotationPresent(Pattern.class)) {
            parameter.setSchema(bounded(parameter.getSchema(), declared));
        }
        return parameter;
    }

    private static Schema<?> bounded(Schema<?> text, AnnotatedElement declared) {
        Size size = declared.getAnnotation(Size.class);
        if (size != null) {
            text.minLength(size.min()).maxLength(size.max());
        }
        Pattern pattern = declared.getAnnotation(Pattern.class);
        if (pattern == null) {
            return text;
        }
        if (pattern.regexp().matches("[\\w|]+")) {
            Schema<?> closed = RecordSchemas.oneOf(List.of(pattern.regexp().split("\\|")));
            closed.setDefault(text.getDefault());
            return closed;
        }
        return text.pattern("^(?:" + pattern.regexp() + ")$");
    }
}
