package passerelle.draft;

/** Writes {@code format.yaml}. */
final class FormatYaml {
    private FormatYaml() {}

    static String of(Source source, CommonShape shape, String name) {
        var out = new StringBuilder("# A draft: README.md beside this file says what is still to be decided.\n");
        out.append("syntax: ").append(source.syntax()).append('\n');
        out.append("title: Draft of ").append(name).append('\n');
        out.append("source: Samples of the partner; where the format is described is to be written here.\n\n");
        out.append(
                "# Each message: its native element, the common type that it is, and whether it comes in or goes out.\n");
        out.append("messages:\n");
        source.messages().forEach(message -> out.append(line(message, shape.type(), "in")));
        if (source.isBothWays()) {
            out.append(line(source.messages().get(0), shape.type(), "out"));
        }
        out.append(
                source.standard()
                        .map(Standard::yaml)
                        .orElse(
                                "\n# Path to the sender's own id of the message, once it is known which field that is.\n# source-id: reference\n"));
        if (source.isBothWays()) {
            out.append(
                    """

                    losses:
                      - {what: "codes and dates as another sender wrote them", why: "A field has the format's own.", out: ["@verbatim", "@system", "@precision", "@script"]}
                      - {what: "what the envelope says", why: "No field is mapped to it.", out: [envelope]}
                      - {what: "attachments", why: "No field refers to them.", out: [attachments]}
                    """);
        }
        return out.toString();
    }

    private static String line(Message message, String type, String direction) {
        return "  - {native: \"" + message.declared() + "\", type: " + type + ", direction: " + direction + "}\n";
    }
}
