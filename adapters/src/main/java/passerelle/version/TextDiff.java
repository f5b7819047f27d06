package passerelle.version;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import passerelle.config.HomeFiles;

/** What changed between two states of the configuration, as lines of text (the unified format of diff). */
public final class TextDiff {
    private static final int AROUND = 3;

    private TextDiff() {}

    /** Where the bytes of a file are: by its path and digest. */
    public interface Source {
        byte[] bytes(String path, String digest) throws IOException;
    }

    public static List<String> of(HomeFiles before, Source old, HomeFiles after, Source fresh) throws IOException {
        var lines = new ArrayList<String>();
        for (var path : before.changes(after).keySet()) {
            var was = lines(before, path, old);
            lines.addAll(UnifiedDiffUtils.generateUnifiedDiff(
                    before.files().containsKey(path) ? "a/" + path : "/dev/null",
                    after.files().containsKey(path) ? "b/" + path : "/dev/null",
                    was,
                    DiffUtils.diff(was, lines(after, path, fresh)),
                    AROUND));
        }
        return lines;
    }

    private static List<String> lines(HomeFiles files, String path, Source source) throws IOException {
        var digest = files.files().get(path);
        return digest == null
                ? List.of()
                : new String(source.bytes(path, digest), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
    }
}
