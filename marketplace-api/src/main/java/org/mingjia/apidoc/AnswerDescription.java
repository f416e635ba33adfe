package org.mingjia.apidoc;

import static org.mingjia.apidoc.RecordSchemas.count;
import static org.mingjia.apidoc.RecordSchemas.list;
import static org.mingjia.apidoc.RecordSchemas.orNull;
import static org.mingjia.apidoc.RecordSchemas.text;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingjia.web.Idempotency;
import org.mingjia.web.Paging;
import org.springdoc.core.customizers.GlobalOperationComponentsCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/** Writes into the OpenAPI document what {@link AnswersWith} says, and how a "no" looks. */
@Component
class AnswerDescription implements GlobalOperationComponentsCustomizer {

    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";
    private static final List<String> WIRES =
            List.of("DataBuffer", "ServerSentEventString", "Part");
    private static final String PROBLEM = "application/problem+json";

    private static final Parameter IDEMPOTENCY_KEY =
            new Parameter()
                    .name(Idempotency.HEADER)
                    .in("header")
                    .required(false)
                    .description("同一键的重复请求得到同一答复，只产生一次效果；保留 24 小时")
                    .schema(text().minLength(1).maxLength(Idempotency.LONGEST));

    static {
        // a page is no parameter itself: its members are described one by one
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Paging.class);
    }

    private final SchemaNames names;

    AnswerDescription(SchemaNames names) {
        this.names = names;
    }

    @Override
    public Operation customize(Operation operation, Components components, HandlerMethod handler) {
        var schemas = new RecordSchemas(components, names);
        Stream.of(handler.getMethodParameters())
                .filter(parameter -> parameter.getParameterType() == Paging.class)
                .flatMap(parameter -> PagingDescription.of(parameter).stream())
                .forEach(operation::addParametersItem);
        var said = handler.getMethodAnnotation(AnswersWith.class);
        if (operation.getResponses() == null) {
            operation.setResponses(new ApiResponses());
        }
        if (said != null && said.once()) {
            operation.addParametersItem(IDEMPOTENCY_KEY);
        }
        if (said != null) {
            // it is guessed of every handler
            operation.getResponses().remove("200");
            for (int status : said.status()) {
                describe(operation, said, status, schemas);
            }
        }
        withoutWires(operation, components);
        refusals(operation, schemas);
        return operation;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        return operation;
    }

    private static void describe(
            Operation operation, AnswersWith said, int status, RecordSchemas schemas) {
        String code = Integer.toString(status);
        ApiResponse response =
                operation.getResponses().computeIfAbsent(code, _ -> new ApiResponse());
        if (response.getDescription() == null) {
            response.setDescription(status == 201 ? "Created" : "OK");
        }
        Content content = response.getContent() == null ? new Content() : response.getContent();
        content.remove("*/*");
        content.addMediaType(JSON, new MediaType().schema(framed(said, schemas)));
        if (said.form() == AnswersWith.Form.PAGE) {
            content.addMediaType("text/csv", new MediaType().schema(text()));
        }
        response.setContent(content);
        operation.getResponses().addApiResponse(code, response);
    }

    /** What carries bytes is no schema, and a stream of events is text. */
    private static void withoutWires(Operation operation, Components components) {
        var ok = operation.getResponses().get("200");
        if (ok != null && ok.getContent() != null && ok.getContent().containsKey(EVENTS)) {
            ok.getContent().addMediaType(EVENTS, new MediaType().schema(text()));
        }
        if (components.getSchemas() != null) {
            WIRES.forEach(components.getSchemas()::remove);
        }
    }

    private static Schema<?> framed(AnswersWith said, RecordSchemas schemas) {
        Schema<?> one = schemas.of(said.value());
        String name = said.value().getSimpleName();
        return switch (said.form()) {
            case ONE -> one;
            case PAGE -> schemas.named(name + "Page", page(one));
            case HISTORY -> schemas.named(name + "History", page(changed(one)));
        };
    }

    private static Schema<?> page(Schema<?> one) {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        members.put("items", list(one));
        members.put("total", count());
        members.put("nextCursor", orNull(text()));
        return RecordSchemas.members(members);
    }

    private static Schema<?> changed(Schema<?> one) {
        Schema<?> change =
                RecordSchemas.members(
                        Map.of(
                                "field",
                                text(),
                                "from",
                                new Schema<>(SpecVersion.V31),
                                "to",
                                new Schema<>(SpecVersion.V31)));
        return new Schema<>(SpecVersion.V31)
                .allOf(List.of(one, RecordSchemas.members(Map.of("change", list(change)))));
    }

    private static void refusals(Operation operation, RecordSchemas schemas) {
        if (operation.getSecurity() != null && !operation.getSecurity().isEmpty()) {
            refusal(operation, "401", "需要身份验证", schemas);
            refusal(operation, "403", "没有权限", schemas);
        }
        boolean named =
                operation.getParameters() != null
                        && operation.getParameters().stream()
                                .anyMatch(parameter -> "path".equals(parameter.getIn()));
        if (named) {
            refusal(operation, "404", "未找到", schemas);
        }
        if (operation.getParameters() != null) {
            refusal(operation, "400", "请求参数不符合要求", schemas);
        }
        if (operation.getRequestBody() != null) {
            refusal(operation, "422", "内容不符合要求", schemas);
        }
        refusal(operation, "default", "其他情形", schemas);
    }

    private static void refusal(
            Operation operation, String status, @Nullable String says, RecordSchemas schemas) {
        var content =
                new Content()
                        .addMediaType(
                                PROBLEM, new MediaType().schema(schemas.of(ProblemView.class)));
        operation
                .getResponses()
                .addApiResponse(status, new ApiResponse().description(says).content(content));
    }
}
