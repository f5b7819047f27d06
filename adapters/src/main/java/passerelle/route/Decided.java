package passerelle.route;

import passerelle.model.Decision;

/** After step 3: who receives which fields. */
public record Decided(Translated translated, Decision.Share share) {}
