package passerelle.model;

import java.util.List;
import java.util.Optional;

/**
 * One national system, as written in {@code config/partners}.
 *
 * @param state ISO 3166-1 alpha-3, or an ICAO 9303 user-assigned code
 * @param role what kind of body it is
 * @param sftpKeys OpenSSH public key lines that may log in to the embedded SFTP server as this partner
 */
public record Partner(
        PartnerId id,
        String title,
        String state,
        Role role,
        List<Inbound> sends,
        Optional<Outbound> receives,
        Redelivery redelivery,
        List<String> sftpKeys) {

    public Partner {
        sends = List.copyOf(sends);
        sftpKeys = List.copyOf(sftpKeys);
    }

    /** An authority like any other. */
    public Partner(
            PartnerId id,
            String title,
            String state,
            List<Inbound> sends,
            Optional<Outbound> receives,
            Redelivery redelivery,
            List<String> sftpKeys) {
        this(id, title, state, Role.AUTHORITY, sends, receives, redelivery, sftpKeys);
    }

    /** The way in of this shape, if the partner has it. */
    public <T extends Inbound> Optional<T> sendsBy(Class<T> shape) {
        return sends.stream().filter(shape::isInstance).map(shape::cast).findFirst();
    }
}
