package passerelle.config;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Codes of states and issuers: ISO 3166-1 alpha-3 with its user-assigned ranges, and those of ICAO Doc 9303 part 3. One
 * state has one code, which is the one that messages have: rules compare the states of persons with those of partners.
 */
final class States {
    private static final String EXPECTED = "a code of three capitals as in XAA (ISO 3166-1 alpha-3 or ICAO 9303)";
    private static final String KOSOVO = "RKS";

    /** Codes in use for Kosovo (user-assigned, GENC, EU, old passports), which the common model has as ICAO's. */
    private static final Set<String> OTHERWISE_KOSOVO = Set.of("XKX", "XKS", "XXK", "KOS");

    private static final Set<String> ISO = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA3);
    private static final Set<String> ICAO =
            Set.of("EUE", "GBD", "GBN", "GBO", "GBP", "GBS", KOSOVO, "UNA", "UNK", "UNO", "UTO");
    private static final Pattern USER_ASSIGNED = Pattern.compile("AA[A-Z]|Q[M-Z][A-Z]|X[A-Z][A-Z]|ZZ[A-Z]");

    private States() {}

    /** The code under {@code state}, which must be there; "" stands in for one that is none or not the common one. */
    static String needed(YamlMap map) {
        var state = map.needed("state", "", EXPECTED, States::code);
        if (!OTHERWISE_KOSOVO.contains(state)) {
            return state;
        }
        map.problem(
                map.located("state"),
                "'state' is '" + state + "'; expected the code that messages have for Kosovo, which is ICAO's",
                Optional.of(KOSOVO));
        return "";
    }

    /** The code itself. @throws IllegalArgumentException when no state has it */
    private static String code(String text) {
        if (!ISO.contains(text)
                && !ICAO.contains(text)
                && !OTHERWISE_KOSOVO.contains(text)
                && !USER_ASSIGNED.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
