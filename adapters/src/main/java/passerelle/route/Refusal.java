package passerelle.route;

import java.util.Optional;
import passerelle.model.Failure;
import passerelle.model.MessageId;
import passerelle.translate.Received;

/** A message that does not go on, from whichever step. @param id empty when it could not be named */
public record Refusal(Received received, Optional<MessageId> id, Failure failure) {}
