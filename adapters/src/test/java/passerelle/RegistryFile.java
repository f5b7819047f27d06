package passerelle;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** A file of the registry of Xaa, written without the engine that reads it: windows-1256, 309 characters a line. */
final class RegistryFile {
    private static final Charset ENCODING = Charset.forName("windows-1256");

    private final List<String> persons = new ArrayList<>();

    /** A crossing of a person of Xaa who never sought protection, at the port of Xaa. */
    RegistryFile person(String reference, String name, String documentNumber) {
        return person(reference, name, documentNumber, "20261122233000");
    }

    /** @param time as the file has it, right or wrong */
    RegistryFile person(String reference, String name, String documentNumber, String time) {
        persons.add("P" + cell(reference, 36) + cell("77-1980", 20) + cell("سلمى", 60) + cell(name, 60) + "19801231"
                + cell("Dar Xaa", 30) + "2" + "XAA" + "   " + "N" + "1" + cell(documentNumber, 20) + "XAA" + "20310630"
                + "X" + cell("Xaa Port", 30) + cell(time, 14) + "1" + cell("", 8));
        return this;
    }

    byte[] bytes() {
        return bytes(persons.size());
    }

    /** @param counted what the trailer says */
    byte[] bytes(int counted) {
        var lines = new ArrayList<String>();
        lines.add("H" + cell("F1", 36) + cell("20261123080000", 20) + cell("xaa-registry", 30) + cell("PASSERELLE", 30)
                + cell("", 192));
        lines.addAll(persons);
        lines.add("T" + "%09d".formatted(counted) + "000000000" + cell("", 290));
        return (String.join("\n", lines) + "\n").getBytes(ENCODING);
    }

    /** A file from the gateway as text. */
    static String text(byte[] file) {
        return new String(file, ENCODING);
    }

    private static String cell(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
