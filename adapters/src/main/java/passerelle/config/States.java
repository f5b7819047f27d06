package passerelle.config;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Codes of states and issuers: ISO 3166-1 alpha-3 with its user-assigned ranges, and those of ICAO Doc 9303 part 3. */
final class States {
    static final String EXPECTED = "a code of three capitals as in XAA (ISO 3166-1 alpha-3 or ICAO 9303)";

    private static final Set<String> ISO = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA3);
    private static final Set<String> ICAO =
            Set.of("EUE", "GBD", "GBN", "GBO", "GBP", "GBS", "RKS", "UNA", "UNK", "UNO", "UTO");
    private static final Pattern USER_ASSIGNED = Pattern.compile("AA[A-Z]|Q[M-Z][A-Z]|X[A-Z][A-Z]|ZZ[A-Z]");

    private States() {}

    /** The code itself. @throws IllegalArgumentException when no state has it */
    static String code(String text) {
        if (!ISO.contains(text)
                && !ICAO.contains(text)
                && !USER_ASSIGNED.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
