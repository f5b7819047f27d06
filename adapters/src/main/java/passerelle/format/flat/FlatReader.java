package passerelle.format.flat;

import java.io.InputStream;
import passerelle.format.Checkpoint;
import passerelle.format.FileReader;
import passerelle.format.FileReading;

/** Reads flat files by their layout. */
public final class FlatReader implements FileReader {
    private final Layout layout;

    public FlatReader(Layout layout) {
        this.layout = layout;
    }

    @Override
    public FileReading open(InputStream in) {
        return new FlatReading(layout, in);
    }

    @Override
    public FileReading resume(InputStream in, Checkpoint from) {
        return new FlatReading(layout, in, from);
    }
}
