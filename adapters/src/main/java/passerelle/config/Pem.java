package passerelle.config;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Certificates and private keys of TLS as text (RFC 7468). */
public final class Pem {
    static final String CERTIFICATE = "X.509 certificates in PEM form (-----BEGIN CERTIFICATE-----)";
    static final String PRIVATE_KEY =
            "a private key, RSA, EC or Ed25519, in PKCS #8 PEM form without a password (-----BEGIN PRIVATE KEY-----)";

    private static final Pattern CERTIFICATES =
            Pattern.compile("(-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----\\s*)+");
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");
    /** Kinds of keys, each with a signature that it can make. */
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "Ed25519", "Ed25519");

    private Pem() {}

    /** At least one, in the order of the text. @throws IllegalArgumentException when it holds anything else */
    public static List<X509Certificate> certificates(String text) {
        if (!CERTIFICATES.matcher(text).matches()) {
            throw new IllegalArgumentException("expected " + CERTIFICATE);
        }
        try {
            var found = new ArrayList<X509Certificate>();
            var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(bytes)) {
                found.add((X509Certificate) certificate);
            }
            return found;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("expected " + CERTIFICATE, e);
        }
    }

    /** @throws IllegalArgumentException when the text is no such key */
    public static PrivateKey privateKey(String text) {
        var form = KEY.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("expected " + PRIVATE_KEY);
        }
        var bytes = Base64.getMimeDecoder().decode(form.group(1));
        for (var kind : SIGNATURES.keySet()) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(bytes));
            } catch (GeneralSecurityException e) {
                // It may be a key of the next kind.
                continue;
            }
        }
        throw new IllegalArgumentException("expected " + PRIVATE_KEY);
    }

    static boolean isCertificate(String text) {
        return isRead(() -> certificates(text));
    }

    static boolean isPrivateKey(String text) {
        return isRead(() -> privateKey(text));
    }

    private static boolean isRead(Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether what the private key signs, the public one verifies. */
    static boolean belong(PrivateKey key, PublicKey certified) {
        try {
            var signature = Signature.getInstance(SIGNATURES.getOrDefault(kind(key), kind(key)));
            signature.initSign(key);
            signature.update((byte) 1);
            var signed = signature.sign();
            signature.initVerify(certified);
            signature.update((byte) 1);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String kind(PrivateKey key) {
        return key.getAlgorithm().equals("EdDSA") ? "Ed25519" : key.getAlgorithm();
    }
}
