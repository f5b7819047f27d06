package passerelle.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What kind of body a partner is: some messages go to one kind only, whatever an agreement says. */
public enum Role {
    /** Any public authority: police, registry, immigration. */
    AUTHORITY,
    /** An authority that cares for patients and keeps medical secrecy: the only one that a health record goes to. */
    HEALTH_AUTHORITY,
    /** An airline, railway or shipping company. */
    CARRIER,
    /** An international or other organisation. */
    ORGANISATION;

    /** Every role as configuration writes it. */
    public static final Set<String> WORDS =
            Arrays.stream(values()).map(Role::word).collect(Collectors.toUnmodifiableSet());

    /** As configuration writes it: {@code health-authority}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads {@link #word()} back; throws {@link IllegalArgumentException} for an unknown one. */
    public static Role parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
