package passerelle.adapter.sftp;

import java.nio.file.Path;
import passerelle.model.PartnerId;
import passerelle.vault.Vault;

/** Where the files of all partners lie. @param home holds one folder a partner, {@code data/sftp} */
record Storage(Path home, Vault vault, Disk disk) {

    PartnerFolder of(PartnerId partner) {
        return of(home.resolve(partner.value()));
    }

    /** @param folder of one partner, below {@link #home} */
    PartnerFolder of(Path folder) {
        return new PartnerFolder(folder, vault, disk);
    }
}
