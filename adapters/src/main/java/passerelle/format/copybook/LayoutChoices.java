package passerelle.format.copybook;

import java.nio.charset.Charset;
import java.util.Optional;

/**
 * What a copybook does not say of its file.
 *
 * @param name of the one record, in place of the copybook's
 * @param encoding as the layout is to have it, for {@code charset}
 * @param framing fixed when absent, and rdw when a record has no fixed length
 */
public record LayoutChoices(Optional<String> name, String encoding, Charset charset, Optional<FileFraming> framing) {}
