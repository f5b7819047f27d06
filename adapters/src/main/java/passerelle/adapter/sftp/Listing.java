package passerelle.adapter.sftp;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;
import passerelle.adapter.WholeFile;

/** A folder that the partner is listing, a hundred names at a time, however many there are. */
final class Listing implements Handle {
    private static final int AT_A_TIME = 100;

    private final Closeable stream;
    private final Iterator<Entry> entries;

    private Listing(Closeable stream, Iterator<Entry> entries) {
        this.stream = stream;
        this.entries = entries;
    }

    static Listing ofRoot() {
        var folders = new ArrayList<Entry>();
        for (var area : Area.values()) {
            folders.add(Entry.folder(area.folderName()));
        }
        return new Listing(() -> {}, folders.iterator());
    }

    static Listing of(Path folder) throws IOException {
        var stream = Files.newDirectoryStream(folder);
        var files = StreamSupport.stream(stream.spliterator(), false)
                .filter(path -> WholeFile.isName(name(path)))
                .flatMap(path -> Entry.file(path, name(path)).stream())
                .iterator();
        return new Listing(stream, files);
    }

    @Override
    public Reply list() {
        var some = new ArrayList<Entry>();
        while (some.size() < AT_A_TIME && entries.hasNext()) {
            some.add(entries.next());
        }
        return some.isEmpty() ? Reply.END : new Reply.Names(List.copyOf(some));
    }

    @Override
    public Reply finish() throws IOException {
        close();
        return Reply.OK;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
