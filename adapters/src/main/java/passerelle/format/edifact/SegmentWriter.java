package passerelle.format.edifact;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Writes segments, with release characters where a value holds one that separates. */
final class SegmentWriter {
    private final ServiceCharacters characters;
    private final Repertoire repertoire;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** @param characters with a release character */
    SegmentWriter(ServiceCharacters characters, Repertoire repertoire) {
        this.characters = characters;
        this.repertoire = repertoire;
    }

    void una() {
        out.writeBytes(new byte[] {'U', 'N', 'A'});
        out.write(characters.component());
        out.write(characters.element());
        out.write(characters.decimal());
        out.write(characters.release());
        out.write(characters.repetition() == ServiceCharacters.NONE ? ' ' : characters.repetition());
        out.write(characters.terminator());
    }

    /** @param elements each with its repetitions, each with its components; texts of the repertoire */
    void segment(String tag, List<List<List<String>>> elements) {
        text(tag);
        for (var repetitions : elements) {
            out.write(characters.element());
            for (int r = 0; r < repetitions.size(); r++) {
                if (r > 0) {
                    out.write(characters.repetition());
                }
                components(repetitions.get(r));
            }
        }
        out.write(characters.terminator());
    }

    private void components(List<String> components) {
        for (int c = 0; c < components.size(); c++) {
            if (c > 0) {
                out.write(characters.component());
            }
            text(components.get(c));
        }
    }

    private void text(String text) {
        var written = new StringBuilder();
        text.chars().forEach(each -> {
            if (isService(each)) {
                written.append((char) characters.release());
            }
            written.append((char) each);
        });
        out.writeBytes(repertoire.encode(written.toString()));
    }

    private boolean isService(int each) {
        return each == characters.component()
                || each == characters.element()
                || each == characters.release()
                || each == characters.repetition()
                || each == characters.terminator();
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
