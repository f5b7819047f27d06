package passerelle.adapter.soap;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import passerelle.adapter.Reach;
import passerelle.model.Outbound;
import passerelle.model.Probe;

/** Looks at a partner's SOAP service: address, connection, certificate, contract. No message and no password is sent. */
public final class SoapProbe {
    private static final int MOST_BYTES = 1 << 16;

    private SoapProbe() {}

    /** @param trusted decides which certificates are: that of the deliveries */
    public static List<Probe> of(String subject, Outbound.Soap to, SSLContext trusted, Clock clock) {
        var isTls = to.url().getScheme().equals("https");
        int port = to.url().getPort() > 0 ? to.url().getPort() : isTls ? 443 : 80;
        var probes = new ArrayList<>(Reach.of(subject, to.url().getHost(), port, to.connectTimeout()));
        if (isTls) {
            probes.add(
                    probes.get(1).isOk()
                            ? Probe.of(
                                    subject,
                                    "tls",
                                    () -> Certificates.seen(
                                            to.url().getHost(), port, to.answerTimeout(), trusted, clock))
                            : Probe.skipped(subject, "tls", "no connection"));
        }
        probes.add(
                probes.get(probes.size() - 1).isOk()
                        ? Probe.of(subject, "contract", () -> contract(to, trusted))
                        : Probe.skipped(subject, "contract", "no connection"));
        return probes;
    }

    private static String contract(Outbound.Soap to, SSLContext trusted) throws Probe.Refused, InterruptedException {
        var client = HttpClient.newBuilder()
                .connectTimeout(to.connectTimeout())
                .sslContext(trusted)
                .build();
        var url = to.url().getRawQuery() == null ? URI.create(to.url() + "?wsdl") : to.url();
        try {
            var answer = client.send(
                    HttpRequest.newBuilder(url)
                            .timeout(to.answerTimeout())
                            .GET()
                            .build(),
                    BodyHandlers.ofInputStream());
            try (var in = answer.body()) {
                var text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
                return answer.statusCode() == 200 && text.contains("definitions")
                        ? "the contract is at ?wsdl"
                        : "the service answers (HTTP " + answer.statusCode() + "), without a contract at ?wsdl";
            }
        } catch (IOException e) {
            throw new Probe.Refused("no HTTP answer: " + e.getClass().getSimpleName());
        }
    }
}
