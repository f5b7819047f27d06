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
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * What the launcher does once after a build, so that each start after it is quick: jars that are on every start's way are
 * copied in a form that the JVM's archive of classes takes (JEP 350). It takes no class of a signed jar, whose signature the
 * JVM checks anew at each start; which jars these are was settled by the build. And it takes no class older than Java 7,
 * which has no stack maps (JVMS 4.7.4).
 */
final class Prepare {
    private static final Pattern COPIED = Pattern.compile("(Saxon-HE|xmlresolver|picocli)-.*\\.jar");
    /** Where a class file has its version (JVMS 4.1). */
    private static final int MAJOR_VERSION = 6;

    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]*\\.(SF|RSA|DSA|EC)");

    private Prepare() {}

    /** Arguments: the folder with the jars, and the folder to fill. */
    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[1]);
        Files.createDirectories(folder);
        try (var jars = Files.newDirectoryStream(Path.of(arguments[0]), "*.jar")) {
            for (var jar : jars) {
                if (COPIED.matcher(jar.getFileName().toString()).matches()) {
                    copy(jar, folder.resolve(jar.getFileName().toString()));
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
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
                            var bytes = in.readAllBytes();
                            out.write(entry.getName().endsWith(".class") ? withStackMaps(bytes) : bytes);
                        }
                        out.closeEntry();
                    }
                }
            }
        }
        Files.move(part, to);
    }

    private static byte[] withStackMaps(byte[] bytes) {
        var in = new ClassReader(bytes);
        if (in.readUnsignedShort(MAJOR_VERSION) >= Opcodes.V1_7) {
            return bytes;
        }
        var out = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        in.accept(
                new ClassVisitor(Opcodes.ASM9, out) {
                    @Override
                    public void visit(
                            int version,
                            int access,
                            String name,
                            @Nullable String signature,
                            @Nullable String superName,
                            String @Nullable [] interfaces) {
                        super.visit(Opcodes.V1_7, access, name, signature, superName, interfaces);
                    }
                },
                ClassReader.SKIP_FRAMES);
        return out.toByteArray();
    }
}
