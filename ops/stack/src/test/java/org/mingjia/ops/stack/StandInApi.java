package org.mingjia.ops.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in for the marketplace's jar: what the launcher asks of it and no more. */
final class StandInApi {
    private static final AtomicInteger ITEMS = new AtomicInteger();

    private StandInApi() {}

    public static void main(String[] arguments) throws Exception {
        if ("tools".equals(System.getProperty("jarmode"))) {
            extract(Path.of(arguments[arguments.length - 1]));
            return;
        }
        var address =
                new InetSocketAddress(
                        InetAddress.ofLiteral(System.getenv("SERVER_ADDRESS")),
                        Integer.parseInt(System.getenv("SERVER_PORT")));
        var server = HttpServer.create(address, 0);
        server.createContext(
                "/actuator/health/readiness",
                exchange -> answer(exchange, 200, "{\"status\":\"UP\"}"));
        server.createContext(
                "/api/overview",
                exchange ->
                        answer(
                                exchange,
                                200,
                                "{\"counts\":{\"acts\":1,\"items\":"
                                        + ITEMS.get()
                                        + "},\"today\":\"\"}"));
        server.createContext("/api/imports", StandInApi::takeImport);
        // somebody has registered the agencies already
        server.createContext(
                "/api/agencies", exchange -> answer(exchange, 200, "{\"items\":[],\"total\":1}"));
        server.createContext(
                "/api/search",
                exchange ->
                        answer(
                                exchange,
                                200,
                                "{\"hits\":[],\"total\":" + ITEMS.get() + ",\"degraded\":false}"));
        server.start();
        System.out.println("stand-in listens");
    }

    private static void extract(Path destination) throws Exception {
        var self =
                Path.of(
                        StandInApi.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        Files.createDirectories(destination);
        Files.copy(self, destination.resolve(self.getFileName()));
    }

    private static void takeImport(HttpExchange exchange) throws IOException {
        var credentials =
                System.getenv("MINGJIA_OPERATOR_USERNAME")
                        + ":"
                        + System.getenv("MINGJIA_OPERATOR_PASSWORD");
        var expected =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{}");
            return;
        }
        ITEMS.set(body.split("name=\"file\"; filename=", -1).length - 1);
        answer(exchange, 201, "{}");
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        try (exchange) {
            var bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
