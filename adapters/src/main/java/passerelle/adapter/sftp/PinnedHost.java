package passerelle.adapter.sftp;

import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.signature.Signature;

/** The one key that a partner's server must prove to have; it travels with the connection that it is for. */
final class PinnedHost {
    static final AttributeKey<PinnedHost> OF_CONNECTION = new AttributeKey<>();

    private final PublicKey key;
    private volatile boolean refused;

    PinnedHost(PublicKey key) {
        this.key = key;
    }

    /** Whether the server showed another key. */
    boolean wasRefused() {
        return refused;
    }

    private boolean accepts(PublicKey shown) {
        refused = !KeyUtils.compareKeys(key, shown);
        return !refused;
    }

    /** A server with several keys shows the one that the client asks for first: ours is asked for first. */
    private List<NamedFactory<Signature>> signatures() {
        return SshKeys.SIGNATURES.stream()
                .sorted(Comparator.comparing(signature -> !isOfKey(signature)))
                .toList();
    }

    private boolean isOfKey(NamedFactory<Signature> signature) {
        return KeyUtils.getCanonicalKeyType(signature.getName()).equals(KeyUtils.getKeyType(key));
    }

    /** Compares what a server shows with what its connection expects. */
    static final class Verifier implements ServerKeyVerifier, SessionListener {
        @Override
        public boolean verifyServerKey(ClientSession session, SocketAddress remote, PublicKey shown) {
            return of(session).map(pinned -> pinned.accepts(shown)).orElse(false);
        }

        @Override
        public void sessionCreated(Session session) {
            of((ClientSession) session).ifPresent(pinned -> session.setSignatureFactories(pinned.signatures()));
        }

        private static Optional<PinnedHost> of(ClientSession session) {
            return Optional.ofNullable(session.getConnectionContext())
                    .map(context -> context.getAttribute(OF_CONNECTION));
        }
    }
}
