package passerelle.draft;

import passerelle.draft.Message.Read;

/** Writes README.md of a draft: what was recognised, what is open, and each field with its guess. */
final class ReadmeText {
    /** What every draft says of its first case. */
    static final String CASE =
            "**The case `first-record` holds the first record of the samples as it is, with whatever personal data is in it.**"
                    + " Put invented data in its place before anybody else sees this folder.";

    private ReadmeText() {}

    static String of(
            String name, String recognised, String typeReason, Source source, CommonShape shape, String firstCase) {
        var out = new StringBuilder("# ").append(name).append("\n\n");
        out.append("A draft that `./passerelle new format` made from samples. ")
                .append(recognised)
                .append("\n\n");
        out.append("Messages become `")
                .append(shape.type())
                .append("`: ")
                .append(typeReason)
                .append("\n\n");
        out.append(CASE).append(' ').append(firstCase).append("\n\n");
        out.append("## To be decided\n\n");
        out.append(
                source.questions().isEmpty()
                        ? "Nothing about the file as a whole.\n\n"
                        : "Until these are decided no message passes. Each is a line in `to-common.xsl`; take it away when it is settled.\n\n");
        source.questions().forEach(question -> out.append("- **")
                .append(question.subject())
                .append("**: ")
                .append(question.text())
                .append(".\n"));
        if (!source.questions().isEmpty()) {
            out.append('\n');
        }
        long open = source.messages().stream()
                .mapToLong(message -> message.open().size())
                .sum();
        out.append("Open fields: ")
                .append(open)
                .append(". Each has a template of its own in `to-common.xsl` that stops a message in which the"
                        + " field is not blank, and a place in `from-common.xsl` that stops the way out. Map it, or leave it behind on purpose with the"
                        + " reason in a comment and under `losses` in `format.yaml`.\n\n");
        for (var message : source.messages()) {
            out.append("## Fields of `").append(message.declared()).append("`\n\n");
            out.append("| field | guess | confidence | reason | what was done |\n|---|---|---|---|---|\n");
            message.reads().forEach(read -> row(read, shape, out));
            if (message == source.messages().get(0)) {
                source.others().forEach(read -> row(read, shape, out));
            }
            out.append('\n');
        }
        out.append(
                "Then: `./passerelle check`, more cases in `cases/`, and a partner with `./passerelle new partner`.\n");
        return out.toString();
    }

    private static void row(Read read, CommonShape shape, StringBuilder out) {
        var guess = read.guess();
        boolean isKey = read.field().constant().isPresent();
        out.append("| ")
                .append(cell(read.field().header().orElse(read.field().name())))
                .append(" | ")
                .append(isKey ? "tells the type of record" : guess.meaning().title())
                .append(" | ")
                .append(isKey ? 90 : guess.confidence())
                .append(" %")
                .append(" | ")
                .append(isKey ? "Every record of the type begins with it." : cell(guess.reason()))
                .append(" | ")
                .append(
                        isKey
                                ? "The layout checks it."
                                : guess.place(shape)
                                        .map(path -> "`" + path + "`")
                                        .orElse(Draft.STOPS))
                .append(" |\n");
    }

    private static String cell(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").replace("|", "\\|");
    }
}
