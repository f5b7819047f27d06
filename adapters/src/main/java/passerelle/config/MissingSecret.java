package passerelle.config;

import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A file of a secret that the configuration names and nobody has made yet.
 *
 * @param name as written: {@code {{file:name}}}
 * @param path where the file belongs, with mode 0600
 * @param file the configuration file that names it first, relative to the home folder @param line counts from 1
 */
public record MissingSecret(Kind kind, String name, Path path, String file, int line) {

    /** What a secret's text looks like. */
    public enum Kind {
        PASSWORD_HASH(
                "an Argon2id hash as in $argon2id$v=19$m=19456,t=2,p=1$…",
                Pattern.compile("\\$argon2id\\$v=19\\$m=\\d+,t=\\d+,p=\\d+\\$[A-Za-z0-9+/]+\\$[A-Za-z0-9+/]+")
                        .asMatchPredicate()),
        PASSWORD(
                "a password of one line",
                Pattern.compile("[^\\p{Cntrl}]{1,1024}").asMatchPredicate()),
        PRIVATE_KEY(
                "an SSH private key in OpenSSH or PEM form",
                Pattern.compile(
                                "-----BEGIN [A-Z ]*PRIVATE KEY-----[\\x20-\\x7e\\r\\n]+-----END [A-Z ]*PRIVATE KEY-----")
                        .asMatchPredicate()),
        PUBLIC_KEY(SshKeyLine.EXPECTED, SshKeyLine::isGood),
        CERTIFICATE(Pem.CERTIFICATE, Pem::isCertificate),
        TLS_KEY(Pem.PRIVATE_KEY, Pem::isPrivateKey);

        private final String expected;
        private final Predicate<String> form;

        Kind(String expected, Predicate<String> form) {
            this.expected = expected;
            this.form = form;
        }

        /** What belongs into the file, in words. */
        public String expected() {
            return expected;
        }

        /** Anybody may know it, but who may change it may pass for another. */
        boolean isPublic() {
            return this == PUBLIC_KEY || this == CERTIFICATE;
        }

        /** Whether the gateway can make one itself; certificates come from whoever vouches for them. */
        public boolean isOurs() {
            return this != CERTIFICATE && this != TLS_KEY;
        }

        boolean accepts(String text) {
            return form.test(text);
        }
    }
}
