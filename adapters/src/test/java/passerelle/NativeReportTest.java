package passerelle;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.GatewayHarness.until;
import static passerelle.GatewayHarness.untilTrue;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host's file of guests comes in, and what was refused goes back in the host's own format. */
class NativeReportTest {
    private static final Charset CP1250 = Charset.forName("windows-1250");
    private static final String HOUSE = "A|2|100200300400|ABCDE|Penzion Pod Lipou|||||Lipová|26|||||\r\n";
    private static final String POLICE =
            """
            partner: xcc-police
            title: Aliens police of Xcc
            state: XCC
            receives: {protocol: folder, format: cz-unl-v1, path: police, file-prefix: STAYS, file-extension: UNL, most-records: 1, linger: PT0.1S}
            """;
    private static final String AGREEMENT =
            """
            agreement: xaa-registry-xcc-police
            version: 1
            title: Reports of lodging
            parties:
              sender: {id: xaa-registry, state: XAA}
              receiver: {id: xcc-police, state: XCC}
            in-force: {from: "2026-01-01T00:00:00Z", until: "2099-12-31T23:59:59Z"}
            legal-basis: ["Xaa-Xcc Treaty 2026, Art. 3"]
            purposes: [border-management]
            messages:
              - type: StayNotification
                from: sender
                fields: [accommodation/reference, accommodation/mark, guest/name, guest/birth, guest/nationality, guest/document, guest/arrival, guest/departure]
            other-fields: strip
            """;

    @TempDir
    Path folder;

    @Test
    void reportsTheRefusedGuestsOfAFileInItsOwnFormat() throws Exception {
        try (var gateway = GatewayHarness.in(folder, "cz-unl-v1")) {
            gateway.edit(
                            "config/partners/xaa-registry.yaml",
                            "    format: xaa-registry-v1\n    purpose",
                            "    format: cz-unl-v1\n    purpose")
                    .edit("config/partners/xaa-registry.yaml", "{1,32}\\\\.TXT", "{1,32}\\\\.UNL")
                    .edit("config/partners/xaa-registry.yaml", "report: csv", "report: native");
            Files.writeString(folder.resolve("config/partners/xcc-police.yaml"), POLICE);
            Files.writeString(folder.resolve("config/agreements/xaa-registry-xcc-police.yaml"), AGREEMENT);
            gateway.start();
            try (var host = gateway.registry()) {
                var file = (HOUSE + guest("Okoro", "AB1") + guest("Nze", "A00815") + guest("Ada", "")).getBytes(CP1250);
                host.put("G.UNL", file);

                var name = until(() -> host.outbox().stream()
                        .filter(found -> found.startsWith("G.UNL-"))
                        .findFirst());

                assertThat(name).endsWith(".report.txt");
                assertThat(new String(host.get(name), CP1250))
                        .isEqualTo(
                                "E|2|;106;|MAP-BAD-VALUE document: found 'AB1'; expected 4 to 30 characters, or INPASS\r\n"
                                        + "E|4|;106;|READ-RECORD document: expected a value: the field is required\r\n");
                assertThat(until(() -> stays(gateway.data().resolve("police")))).contains("|Nze|", "|A00815|");
                untilTrue(() -> gateway.data().resolve("files/in").toFile().list().length == 0);

                host.put("G2.UNL", file);

                var again = until(() -> host.outbox().stream()
                        .filter(found -> found.startsWith("G2.UNL-"))
                        .findFirst());
                assertThat(new String(host.get(again), CP1250))
                        .startsWith("E|||READ-FILE-REPEATED: found 'the file of ")
                        .endsWith("expected a new file\r\n");
            }
        }
    }

    private static String guest(String surname, String document) {
        return "U|01.07.2026|04.07.2026|" + surname + "|||00.06.1980|||XBB||" + document + "||||\r\n";
    }

    private static Optional<String> stays(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            var stay = files.filter(file -> file.toString().endsWith(".UNL")).findFirst();
            return stay.isEmpty() ? Optional.empty() : Optional.of(Files.readString(stay.get(), CP1250));
        }
    }
}
