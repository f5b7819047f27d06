package passerelle.adapter.sftp;

import java.util.List;
import java.util.function.Function;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.DHFactory;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.mac.Mac;

/**
 * The algorithms that both our ends of SSH speak, best first: nothing with SHA-1, CBC or short groups, and the last of
 * each list is for systems from about 2013. MINA always offers strict key exchange; ChaCha20-Poly1305 is left out because
 * it is the one that CVE-2023-48795 breaks with a client that does not know strict key exchange.
 */
final class Ssh {
    static final List<NamedFactory<Cipher>> CIPHERS = List.of(
            BuiltinCiphers.aes256gcm, BuiltinCiphers.aes128gcm, BuiltinCiphers.aes256ctr, BuiltinCiphers.aes128ctr);

    static final List<NamedFactory<Mac>> MACS = List.of(
            BuiltinMacs.hmacsha256etm, BuiltinMacs.hmacsha512etm, BuiltinMacs.hmacsha256, BuiltinMacs.hmacsha512);

    private static final List<DHFactory> GROUPS = List.of(
            BuiltinDHFactories.mlkem768x25519,
            BuiltinDHFactories.sntrup761x25519_openssh,
            BuiltinDHFactories.curve25519,
            BuiltinDHFactories.curve25519_libssh,
            BuiltinDHFactories.ecdhp256,
            BuiltinDHFactories.ecdhp384,
            BuiltinDHFactories.ecdhp521,
            BuiltinDHFactories.dhg16_512,
            BuiltinDHFactories.dhg18_512,
            BuiltinDHFactories.dhg14_256);

    private Ssh() {}

    /** @param side makes a server's or a client's key exchange of a group */
    static List<KeyExchangeFactory> keyExchanges(Function<DHFactory, KeyExchangeFactory> side) {
        return GROUPS.stream().filter(DHFactory::isSupported).map(side).toList();
    }
}
