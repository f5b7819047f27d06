package passerelle.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.LongFunction;

/**
 * A started program that takes messages by HTTP and puts files into a folder: the gateway, or the bare pipeline.
 *
 * @param head of a request, all but Content-Length
 * @param message the bytes of the n-th message
 * @param files that it puts out
 * @param data all that it stores is below
 */
record Target(Child child, int port, String head, LongFunction<byte[]> message, DeliveredFiles files, Path data) {

    static String head(String path, String contentType, String user, String password) {
        var login = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + contentType
                + "\r\nSOAPAction: \"\"\r\nAuthorization: Basic " + login + "\r\n";
    }

    Connection connect() throws IOException {
        return new Connection(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** Sends the n-th message; the status. */
    int post(Connection connection, long number) throws IOException {
        return connection.post(head, message.apply(number));
    }

    static boolean isAcknowledged(int status) {
        return status == 200 || status == 202;
    }
}
