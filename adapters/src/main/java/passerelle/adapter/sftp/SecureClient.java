package passerelle.adapter.sftp;

import java.util.List;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;

/** An SSH client that knows a server by its one key, shows one key of ours, and uses nothing of the machine's settings. */
final class SecureClient {
    private SecureClient() {}

    /** Not started yet. */
    static SshClient of(SftpDelivery.Patience patience) {
        var verifier = new PinnedHost.Verifier();
        var made = ClientBuilder.builder()
                .keyExchangeFactories(Ssh.keyExchanges(ClientBuilder.DH2KEX))
                .cipherFactories(Ssh.CIPHERS)
                .macFactories(Ssh.MACS)
                .signatureFactories(SshKeys.SIGNATURES)
                .channelFactories(List.of())
                .globalRequestHandlers(List.of())
                .forwardingFilter(RejectAllForwardingFilter.INSTANCE)
                .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
                .filePasswordProvider(FilePasswordProvider.EMPTY)
                .serverKeyVerifier(verifier)
                .build(true);
        made.addSessionListener(verifier);
        made.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        made.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        CoreModuleProperties.CLIENT_IDENTIFICATION.set(made, "Passerelle");
        CoreModuleProperties.TCP_NODELAY.set(made, true);
        CoreModuleProperties.AUTH_TIMEOUT.set(made, patience.operation());
        CoreModuleProperties.IDLE_TIMEOUT.set(made, patience.operation());
        CoreModuleProperties.IO_CONNECT_TIMEOUT.set(made, patience.connect());
        return made;
    }
}
