package org.fubiao.web.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import tools.jackson.databind.json.JsonMapper;

/** What the document says beside the operations themselves: who may ask, what can go wrong, and an example of each answer. */
final class ApiDocument implements OpenApiCustomizer {
    private static final String TOKEN = "token";
    private static final String SESSION = "session";
    private static final String PROBLEM = "#/components/schemas/Problem";
    private static final String DESCRIPTION =
            "Everything that a program needs to hand in files, have a job run, and take away what was"
                    + " published. A program proves whose it is by an access token (访问令牌), which its owner makes on the page 我的账号; it"
                    + " may do what the account may do. In a browser the session does too; requests that change anything then need the"
                    + " header X-CSRF-TOKEN. Times are ISO 8601 in UTC; numbers are exact; texts are as they were written, mostly Chinese."
                    + " What is wrong is told as RFC 9457 has it, in Chinese or, by Accept-Language, in English. What an account may not"
                    + " know of is answered as if it were not there. At most 600 requests a minute for each token.";

    /** What all of it hangs on. */
    static OpenAPI frame() {
        return new OpenAPI()
                .info(new Info().title("Fubiao").version("1").description(DESCRIPTION))
                .servers(List.of(new Server().url("/").description("This server")))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN))
                .addSecurityItem(new SecurityRequirement().addList(SESSION))
                .components(new Components()
                        .addSecuritySchemes(
                                TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer"))
                        .addSecuritySchemes(
                                SESSION,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.COOKIE)
                                        .name("FUBIAO")));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("What is wrong (RFC 9457). Decide by type or status; title and detail are for people.")
                .addProperty("type", new StringSchema().example("urn:fubiao:problem:run-going"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new io.swagger.v3.oas.models.media.IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema().description("Path of the request."))
                .addProperty(
                        "answer",
                        new Schema<>()
                                .$ref("#/components/schemas/Submission")
                                .description("Of a file that was refused: what was found in it."));
    }

    @Override
    public void customise(OpenAPI document) {
        document.getComponents().addSchemas("Problem", problem());
        document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(ApiDocument::complete);
    }

    private static void complete(Operation operation) {
        ApiResponses responses = operation.getResponses();
        Object example = example(operation.getOperationId());
        responses.forEach((status, response) -> {
            MediaType json =
                    response.getContent() == null ? null : response.getContent().get("application/json");
            if (json != null && example != null) {
                json.setExample(example);
            }
        });
        ApiResponse problem = new ApiResponse()
                .description("It cannot be done as it was asked for.")
                .content(new Content()
                        .addMediaType(
                                "application/problem+json", new MediaType().schema(new Schema<>().$ref(PROBLEM))));
        responses.addApiResponse("4XX", problem);
    }

    private static @Nullable Object example(String operation) {
        try (InputStream file = ApiDocument.class.getResourceAsStream("examples/" + operation + ".json")) {
            return file == null ? null : JsonMapper.shared().readValue(file, Object.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
