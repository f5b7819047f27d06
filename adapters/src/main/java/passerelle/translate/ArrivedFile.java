package passerelle.translate;

import java.nio.file.Path;
import passerelle.model.FormatId;
import passerelle.model.PartnerId;

/**
 * A whole file that a partner put down, complete and not yet read.
 *
 * @param name as the partner called it; not for logs
 */
public record ArrivedFile(PartnerId sender, FormatId format, String purpose, String name, Path path) {}
