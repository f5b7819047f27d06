package passerelle.cli;

import java.nio.file.Path;

/** The commands that are waited for by a person, once each, so that the archive of classes has what they need. */
final class Rehearsal {
    private static final String FORMAT = "utopia-border-v1";

    private Rehearsal() {}

    /** Argument: the folder that the launcher is in. */
    public static void main(String[] arguments) {
        var home = arguments[0];
        var sample = Path.of(home, "xslt", FORMAT, "cases/full/input.xml").toString();
        Passerelle.run("check", "--home", home);
        Passerelle.run("try", FORMAT, sample, "--home", home);
        Passerelle.run("test", FORMAT, "--home", home);
    }
}
