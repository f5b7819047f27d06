package passerelle.format.edifact;

import java.io.InputStream;
import passerelle.format.Checkpoint;
import passerelle.format.FileReader;
import passerelle.format.FileReading;
import passerelle.model.FileRules.WrongTotals;

/** Reads files of interchanges by the schema of their one message type. */
final class EdifactReader implements FileReader {
    private final EdifactSchema schema;
    private final WrongTotals rule;

    EdifactReader(EdifactSchema schema, WrongTotals rule) {
        this.schema = schema;
        this.rule = rule;
    }

    @Override
    public FileReading open(InputStream in) {
        return new InterchangeReading(schema, rule, in, Witness.NONE);
    }

    @Override
    public FileReading resume(InputStream in, Checkpoint from) {
        return new InterchangeReading(schema, rule, in, from);
    }
}
