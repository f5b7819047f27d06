package passerelle.route;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import passerelle.model.FileRules.WrongTotals;
import passerelle.model.OutgoingFile;
import passerelle.translate.ArrivedFile;
import passerelle.translate.RefusedRecord;

/** Reports on files in the partner's own format; they grow beside the rows of the CSV, and what is kept of them is sealed. */
interface OwnReports {

    /** A report without records yet; empty when the file's format has none. */
    Optional<byte[]> begin(ArrivedFile file);

    /** Says more records; durable when this returns. Empty when there is no such report, or none any more. */
    Optional<byte[]> add(ArrivedFile file, Optional<byte[]> sealed, List<RefusedRecord> refused) throws IOException;

    /** The whole report; empty when there is none: the partner gets the CSV, which has all. @param stem of its name */
    Optional<OutgoingFile> file(ArrivedFile file, String stem, Optional<byte[]> sealed, WrongTotals rule)
            throws IOException;

    /** Whether the report says in words what is wrong with each record, as the CSV does. */
    boolean saysAll();

    /** Removes what was kept for a report. */
    void forget(ArrivedFile file) throws IOException;
}
