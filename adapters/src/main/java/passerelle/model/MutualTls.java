package passerelle.model;

import java.util.List;

/**
 * TLS in which both sides show a certificate; no authority vouches for anybody, the certificates themselves are known.
 *
 * @param certificate ours, PEM, with the intermediate ones that the other side may want to see
 * @param privateKey of our certificate, PKCS #8 in PEM
 * @param peers each of the certificates that the other side may show, PEM; any one will do
 */
public record MutualTls(Secret certificate, Secret privateKey, List<Secret> peers) {
    public MutualTls {
        peers = List.copyOf(peers);
    }
}
