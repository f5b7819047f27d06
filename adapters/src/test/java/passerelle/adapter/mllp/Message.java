package passerelle.adapter.mllp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Messages about nobody, and their frames. */
public final class Message {
    private Message() {}

    static String adt(String controlId) {
        return adt(controlId, "");
    }

    /** @param asked MSH-15 on, as in {@code ||||AL|NE} */
    static String adt(String controlId, String asked) {
        return "MSH|^~\\&|CLINIC|NORTH|GATEWAY|UTO|20261123||ADT^A04|" + controlId + "|P|2.6" + asked
                + "\rPID|1||P-1\r";
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    public static byte[] frame(String message) {
        return bytes("\u000b" + message + "\u001c\r");
    }

    static void send(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The message of the next frame, or "" when the other side closes first. */
    public static String receive(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        var message = new ByteArrayOutputStream();
        int c = in.read();
        while (c >= 0 && c != 0x1c) {
            if (c != 0x0b) {
                message.write(c);
            }
            c = in.read();
        }
        if (c == 0x1c && in.read() != '\r') {
            throw new IOException("A frame without its end");
        }
        return message.toString(StandardCharsets.ISO_8859_1);
    }

    public static String ask(Socket socket, String message) throws IOException {
        send(socket, frame(message));
        return receive(socket);
    }

    /** MSA-1 and MSA-2 of an answer: {@code AA 4711}. */
    public static String msa(String answer) {
        for (var segment : answer.split("\r")) {
            var fields = segment.split("\\|", -1);
            if (fields[0].equals("MSA")) {
                return fields[1] + " " + (fields.length > 2 ? fields[2] : "");
            }
        }
        return "none";
    }
}
