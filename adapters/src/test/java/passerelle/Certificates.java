package passerelle;

import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A new key with a certificate that it signed itself.
 *
 * @param certificate in PEM @param privateKey in PEM
 */
public record Certificates(String certificate, String privateKey) {

    /** Valid for an hour around now. */
    public static Certificates make(String name) {
        return make(name, Duration.ZERO);
    }

    /** Valid for an hour around a time that is so long ago. */
    public static Certificates make(String name, Duration ago) {
        try {
            var keys = KeyPairGenerator.getInstance("EC");
            keys.initialize(256);
            var pair = keys.generateKeyPair();
            var now = Instant.now().minus(ago);
            var subject = new X500Name("CN=" + name);
            var certificate = new JcaX509v3CertificateBuilder(
                            subject,
                            BigInteger.valueOf(now.toEpochMilli()),
                            Date.from(now.minusSeconds(1_800)),
                            Date.from(now.plusSeconds(1_800)),
                            subject,
                            pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
            return new Certificates(
                    pem("CERTIFICATE", certificate.getEncoded()),
                    pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }
}
