package passerelle.adapter.file;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.adapter.DeliveryComponent;
import passerelle.adapter.WholeFile;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Outbound;
import passerelle.model.OutgoingFile;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.model.Result;

/**
 * {@code folder:<partner>}: puts a file into the folder of the partner's {@link Outbound.Folder}. The file appears whole
 * and durable; until then it is called {@code .<name>.part}. The folder must be there: it is often a mounted disk, and
 * making it would hide that the disk is not mounted.
 */
public final class FolderComponent extends DeliveryComponent {
    private static final Logger log = LoggerFactory.getLogger(FolderComponent.class);

    public FolderComponent(Function<PartnerId, Optional<Partner>> partners) {
        super(partners);
    }

    @Override
    protected Result<String> deliver(Partner partner, OutgoingFile file) {
        var folder = partner.receives()
                .filter(Outbound.Folder.class::isInstance)
                .map(Outbound.Folder.class::cast)
                .orElseThrow(() ->
                        new IllegalStateException("Partner '%s' does not receive in a folder".formatted(partner.id())))
                .path();
        var target = folder.resolve(WholeFile.requireName(file.name()));
        try {
            if (!WholeFile.holds(target, file)) {
                var hidden = folder.resolve("." + file.name() + ".part");
                WholeFile.write(hidden, target, to -> WholeFile.copy(file, to));
            }
            return Result.ok("folder");
        } catch (IOException e) {
            log.warn(
                    "{} folder cannot be written: {}",
                    partner.id(),
                    e.getClass().getSimpleName());
            return Result.failed(
                    new Failure(FailureCode.DELIVER_STORAGE, "folder", "", "a folder with space to write"));
        }
    }
}
