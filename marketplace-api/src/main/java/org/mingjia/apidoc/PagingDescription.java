package org.mingjia.apidoc;

import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.List;
import org.mingjia.web.Listing;
import org.mingjia.web.PagingReader;
import org.springframework.core.MethodParameter;

/** Describes the query of a list as {@link PagingReader} reads it. */
final class PagingDescription {

    private PagingDescription() {}

    /** The query parameters of a handler that takes a page. */
    static List<Parameter> of(MethodParameter page) {
        Schema<?> limit = RecordSchemas.typed("integer").format("int32");
        limit.setDefault(PagingReader.DEFAULT_LIMIT);
        limit.setMinimum(BigDecimal.ONE);
        limit.setMaximum(BigDecimal.valueOf(Listing.MAX_LIMIT));
        Schema<?> cursor = RecordSchemas.text().minLength(0).maxLength(PagingReader.LONGEST_CURSOR);
        return List.of(
                parameter("limit", limit),
                parameter("cursor", cursor),
                parameter("format", RecordSchemas.oneOf(PagingReader.formats(page))));
    }

    private static Parameter parameter(String name, Schema<?> schema) {
        return new Parameter().name(name).in("query").required(false).schema(schema);
    }
}
