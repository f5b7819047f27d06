package passerelle.draft;

import java.util.Collection;
import java.util.List;

/** Writes {@code config/agreements/ID.yaml}: every field that a type has, none of them permitted yet. */
public final class AgreementText {
    private AgreementText() {}

    /** One of the two partners. */
    public record Party(String id, String state) {}

    /**
     * The file.
     *
     * @param fields what an agreement may permit of the type
     * @param sensitivities of the common model
     */
    public static String of(
            String id,
            Party sender,
            Party receiver,
            String type,
            Collection<String> fields,
            Sensitivities sensitivities) {
        var out = new StringBuilder(
                """
                # The id of the agreement, which is also the name of this file.
                agreement: %s
                # A change of the agreement is a new version; the audit names the version and the digest of the file.
                version: 1
                # title: Border crossings of … for …
                # The two partners, each with its state as its own file has it.
                parties:
                  sender: {id: %s, state: %s}
                  receiver: {id: %s, state: %s}
                # Both moments in UTC, and both included.
                # in-force: {from: "2026-01-01T00:00:00Z", until: "2030-12-31T23:59:59Z"}
                # legal-basis: ["… Treaty …, Art. …"]
                # Any other purpose is refused.
                # purposes: [border-management]
                # Any other type of message is refused, and so is this one from the other side.
                messages:
                  - type: %s
                    from: sender
                    # The only fields that leave: take away the # before those that the legal basis covers, and no more. S0 says
                    # nothing of a person, S1 is personal, S2 tells of migration or asylum, S3 are special categories (GDPR
                    # art. 9), S4 S3 or law enforcement.
                    fields:
                """
                        .formatted(id, sender.id(), sender.state(), receiver.id(), receiver.state(), type));
        int widest = fields.stream().mapToInt(String::length).max().orElse(0);
        for (var field : List.copyOf(fields)) {
            out.append("    #  - ")
                    .append(field)
                    .append(" ".repeat(widest - field.length()))
                    .append("  # ")
                    .append(sensitivities.of(type, field))
                    .append('\n');
        }
        return out.append(
                        "# What happens to a message with more fields: strip leaves them behind, refuse stops the message.\nother-fields: refuse\n")
                .toString();
    }
}
