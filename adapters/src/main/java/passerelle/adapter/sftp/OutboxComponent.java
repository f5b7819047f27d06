package passerelle.adapter.sftp;

import java.util.Optional;
import java.util.function.Function;
import passerelle.adapter.DeliveryComponent;
import passerelle.model.OutgoingFile;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.model.Result;

/** {@code outbox:<partner>}: puts a file where the partner fetches it from the embedded server. */
public final class OutboxComponent extends DeliveryComponent {
    private final Outboxes outboxes;

    public OutboxComponent(Outboxes outboxes, Function<PartnerId, Optional<Partner>> partners) {
        super(partners);
        this.outboxes = outboxes;
    }

    @Override
    protected Result<String> deliver(Partner partner, OutgoingFile file) {
        return outboxes.put(partner.id(), file);
    }
}
