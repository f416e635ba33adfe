package org.mingjia.ops.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports on 127.0.0.1, the only address that the stack listens on. */
final class LoopbackPort {
    private LoopbackPort() {}

    /**
     * The port itself, or a free one for 0.
     *
     * @param option how the user sets this port, for the message
     * @throws StackFailure.PortTaken when someone listens there already
     */
    static int claim(int port, String option) {
        try (var socket = new ServerSocket()) {
            // without it a port whose last connections still linger would count as taken
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1);
            return socket.getLocalPort();
        } catch (java.net.BindException _) {
            throw new StackFailure.PortTaken(port, option);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
