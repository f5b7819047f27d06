package passerelle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/**
 * What the launcher does once after a build, so that each start after it is quick: the signed jars that are on every
 * start's way are copied without signatures. The JVM checks each class of a signed jar anew, and keeps none in its archive
 * (JEP 350); which jars these are was settled by the build.
 */
final class Prepare {
    private static final Pattern SIGNED_HERE = Pattern.compile("(Saxon-HE|xmlresolver)-.*\\.jar");
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]*\\.(SF|RSA|DSA|EC)");

    private Prepare() {}

    /** Arguments: the folder with the jars, and the folder to fill. */
    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[1]);
        Files.createDirectories(folder);
        try (var jars = Files.newDirectoryStream(Path.of(arguments[0]), "*.jar")) {
            for (var jar : jars) {
                if (SIGNED_HERE.matcher(jar.getFileName().toString()).matches()) {
                    unsigned(jar, folder.resolve(jar.getFileName().toString()));
                }
            }
        }
    }

    private static void unsigned(Path from, Path to) throws IOException {
        // Another start may look for jars at this moment: it finds the whole one or none.
        var part = to.resolveSibling(to.getFileName() + ".part");
        try (var jar = new JarFile(from.toFile(), false)) {
            var manifest = new Manifest();
            manifest.getMainAttributes().putAll(jar.getManifest().getMainAttributes());
            manifest.getMainAttributes().putIfAbsent(Attributes.Name.MANIFEST_VERSION, "1.0");
            try (var out = new JarOutputStream(Files.newOutputStream(part), manifest)) {
                for (var entry : jar.stream().toList()) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)
                            && !SIGNATURE.matcher(entry.getName()).matches()) {
                        out.putNextEntry(new ZipEntry(entry.getName()));
                        try (var in = jar.getInputStream(entry)) {
                            in.transferTo(out);
                        }
                        out.closeEntry();
                    }
                }
            }
        }
        Files.move(part, to);
    }
}
