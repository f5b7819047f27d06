package passerelle.audit;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Says whether a log is the one that was signed, and if not, from which record on. Needs the folder alone: a copy elsewhere
 * will do, and so will the folder of a gateway that is running.
 */
public final class AuditVerifier {
    private AuditVerifier() {}

    /**
     * Computes everything anew from the records.
     *
     * @param guardFile the second place of the last signed size; without it an older copy of the whole log passes for the log
     * @throws IOException when the files cannot be read, so that nothing can be said
     */
    public static Verdict verify(Path folder, Path guardFile) throws IOException {
        try {
            return new Examination(new LogFiles(folder, guardFile)).run();
        } catch (LogDamaged e) {
            return new Verdict.Damaged(e.record(), e.what());
        }
    }
}
