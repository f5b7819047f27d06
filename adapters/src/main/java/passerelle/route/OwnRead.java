package passerelle.route;

/** After step 1, on a way with steps of a team's own. */
public record OwnRead(Read read) {}
