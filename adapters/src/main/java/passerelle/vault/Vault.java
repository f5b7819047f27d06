package passerelle.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig2026;
import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig2026;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

/**
 * Seals what the gateway keeps of a message, and turns what must be compared into keyed digests: whoever copies the
 * disk without {@code data/keys} has nothing. XAES-256-GCM (C2SP), for files AES-256-GCM in pieces, and HMAC-SHA256, all by
 * Tink. Thread-safe.
 */
public final class Vault {
    private final Aead aead;
    private final SealedStreams streams;
    private final PrfSet fingerprints;
    private final PrfSet groups;

    private Vault(Aead aead, SealedStreams streams, PrfSet fingerprints, PrfSet groups) {
        this.aead = aead;
        this.streams = streams;
        this.fingerprints = fingerprints;
        this.groups = groups;
    }

    /**
     * Opens the vault; on first use creates its keys, the folder with mode 0700 and the files with 0600.
     *
     * @throws IOException when another account could get at a key, or a file is none of the vault's
     */
    public static Vault open(Path keys) throws IOException {
        var folder = KeyFolder.open(keys);
        try {
            var aead = AeadConfig2026.get();
            var streaming = StreamingAeadConfig2026.get();
            var prf = PrfConfig2026.get();
            return new Vault(
                    keyset(folder, "seal.key", PredefinedAeadParameters.XAES_256_GCM_192_BIT_NONCE, aead)
                            .getPrimitive(aead, Aead.class),
                    new SealedStreams(keyset(
                                    folder,
                                    "stream.key",
                                    PredefinedStreamingAeadParameters.AES256_GCM_HKDF_4KB,
                                    streaming)
                            .getPrimitive(streaming, StreamingAead.class)),
                    keyset(folder, "fingerprint.key", PredefinedPrfParameters.HMAC_SHA256_PRF, prf)
                            .getPrimitive(prf, PrfSet.class),
                    keyset(folder, "group.key", PredefinedPrfParameters.HMAC_SHA256_PRF, prf)
                            .getPrimitive(prf, PrfSet.class));
        } catch (GeneralSecurityException e) {
            throw new IOException("The keys in " + keys + " cannot be used", e);
        }
    }

    /**
     * Adds new keys for sealing, by which whoever opens the vault from now on seals; what was sealed before still opens
     * by the old ones. The keyed digests keep their keys, since old ones must stay comparable.
     *
     * @throws IOException when there is no vault yet, or its keys cannot be used
     */
    public static void renew(Path keys) throws IOException {
        var folder = KeyFolder.open(keys);
        try {
            renew(folder, "seal.key", PredefinedAeadParameters.XAES_256_GCM_192_BIT_NONCE, AeadConfig2026.get());
            renew(
                    folder,
                    "stream.key",
                    PredefinedStreamingAeadParameters.AES256_GCM_HKDF_4KB,
                    StreamingAeadConfig2026.get());
        } catch (GeneralSecurityException e) {
            throw new IOException("The keys in " + keys + " cannot be renewed", e);
        }
    }

    private static void renew(KeyFolder folder, String name, Parameters parameters, Configuration with)
            throws IOException, GeneralSecurityException {
        var more = KeysetHandle.newBuilder(keyset(folder, name, parameters, with))
                .addEntry(KeysetHandle.generateEntryFromParameters(parameters)
                        .withRandomId()
                        .makePrimary())
                .setConfiguration(with)
                .build();
        folder.replace(name, TinkJsonProtoKeysetFormat.serializeKeyset(more, with, InsecureSecretKeyAccess.get()));
    }

    /**
     * Seals bytes, made smaller first where that helps.
     *
     * @param context what the bytes are and whose, as in {@code <message id>/received}; they open with the same only
     */
    public byte[] seal(byte[] plain, String context) {
        return sealPacked(Packed.pack(plain), context);
    }

    /** The same for bytes that get no smaller, as those that are sealed already. */
    byte[] sealAsItIs(byte[] plain, String context) {
        return sealPacked(Packed.asItIs(plain), context);
    }

    private byte[] sealPacked(byte[] packed, String context) {
        try {
            return aead.encrypt(packed, bytes(context));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The vault cannot seal", e);
        }
    }

    /** @throws Unsealable when the bytes were sealed by other keys, in another context, or changed since */
    public byte[] open(byte[] sealed, String context) throws Unsealable {
        byte[] packed;
        try {
            packed = aead.decrypt(sealed, bytes(context));
        } catch (GeneralSecurityException e) {
            throw new Unsealable();
        }
        return Packed.unpack(packed);
    }

    /**
     * Seals a file as it is written, in constant memory. Closing what this returns ends the seal, without which the file
     * does not open, and leaves {@code to} open, so that the caller can force it to disk.
     *
     * @param context what the file is and whose, as in {@link #seal}
     */
    public WritableByteChannel sealing(WritableByteChannel to, String context) throws IOException {
        return streams.sealing(to, context);
    }

    /**
     * The plain bytes of a sealed file, read at any position in constant memory; its size is that of the plain bytes.
     * Closing it closes {@code sealed}, and so does failing to open it.
     *
     * @throws IOException when the file was sealed by another key, in another context, or was cut short; a changed byte
     *     inside is found when it is read
     */
    public SeekableByteChannel opening(SeekableByteChannel sealed, String context) throws IOException {
        return streams.opening(sealed, context);
    }

    /** How many plain bytes a sealed file of so many bytes holds; to show, for only {@link #opening} proves it. */
    public static long plainSize(long sealedSize) {
        return SealedStreams.plainSize(sealedSize);
    }

    /** Keyed digest, 64 lower-case hex digits: equal bytes have equal text, and without the key it tells nothing. */
    public String fingerprint(byte[] bytes) {
        return digest(fingerprints, bytes, 32);
    }

    /** The lane, 16 hex digits, of all messages about the person whom a sender calls by this reference. */
    public String group(String personReference) {
        return digest(groups, bytes(personReference), 8);
    }

    private static String digest(PrfSet keyed, byte[] input, int length) {
        try {
            return HexFormat.of().formatHex(keyed.computePrimary(input, length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The vault cannot compute a keyed digest", e);
        }
    }

    private static KeysetHandle keyset(KeyFolder folder, String name, Parameters parameters, Configuration with)
            throws IOException {
        var access = InsecureSecretKeyAccess.get();
        var text = folder.text(name, () -> {
            try {
                return TinkJsonProtoKeysetFormat.serializeKeyset(
                        KeysetHandle.generateNew(parameters, with), with, access);
            } catch (GeneralSecurityException e) {
                throw new IOException("No key can be made for " + name, e);
            }
        });
        try {
            return TinkJsonProtoKeysetFormat.parseKeyset(text, with, access);
        } catch (GeneralSecurityException e) {
            // Without the cause: a parser's complaint may quote the key.
            throw new IOException(folder.path().resolve(name) + " is no key file of the vault; restore it from a copy");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
