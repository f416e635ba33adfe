package org.mingjia;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends what no well-behaved client would: bytes, as they are. One connection for each request. */
record RawHttp(int port) {

    private static final int PATIENCE_MILLIS = 30_000;

    /** What came back; the body of a success is not waited for, it may be endless. */
    record Answer(int status, Map<String, String> headers, String body) {}

    Answer send(String method, String target, List<String> headers, String body)
            throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        var head =
                new StringBuilder(method + " " + target + " HTTP/1.1\r\n")
                        .append("Host: 127.0.0.1\r\nConnection: close\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (content.length > 0) {
            head.append("Content-Length: ").append(content.length).append("\r\n");
        }
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            var out = socket.getOutputStream();
            try {
                out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
                out.write(content);
            } catch (SocketException _) {
                // refused for its head: the answer is there although nobody reads the rest
            }
            return read(new BufferedInputStream(socket.getInputStream()));
        }
    }

    private static Answer read(InputStream in) throws IOException {
        String first = line(in); // HTTP/1.1 400 Bad Request
        if (first.isEmpty()) {
            return new Answer(0, Map.of(), "the connection was closed without an answer");
        }
        int status = Integer.parseInt(first, 9, 12, 10);
        var headers = new TreeMap<String, String>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        String length = headers.get("content-length");
        byte[] body =
                status < 400
                        ? new byte[0]
                        : length == null
                                ? in.readAllBytes()
                                : in.readNBytes(Integer.parseInt(length));
        return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
