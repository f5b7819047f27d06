package passerelle.draft;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where a common type has a person, a document and so on.
 *
 * @param person the element that is a person; empty for a type whose fields a draft does not map
 * @param isDocumentInside whether the document stands in the person
 */
record CommonShape(String type, Optional<String> person, boolean isDocumentInside, Set<Meaning> more) {
    /** In the order of the common schema. */
    static final List<Meaning> PERSON =
            List.of(Meaning.BIRTH, Meaning.BIRTH_PLACE, Meaning.BIRTH_COUNTRY, Meaning.SEX, Meaning.NATIONALITY);

    static final List<Meaning> DOCUMENT = List.of(
            Meaning.DOCUMENT_TYPE,
            Meaning.DOCUMENT_NUMBER,
            Meaning.DOCUMENT_ISSUER,
            Meaning.DOCUMENT_ISSUE,
            Meaning.DOCUMENT_EXPIRY);
    static final List<Meaning> CROSSING = List.of(Meaning.DIRECTION, Meaning.CROSSING_PLACE, Meaning.CROSSING_TIME);
    static final List<Meaning> STAY = List.of(Meaning.ARRIVAL, Meaning.DEPARTURE);
    static final List<Meaning> NAMES = List.of(Meaning.FULL_NAME, Meaning.FAMILY_NAME, Meaning.GIVEN_NAME);

    static CommonShape of(String type) {
        return switch (type) {
            case "BorderCrossingRecord" ->
                new CommonShape(type, Optional.of("person"), false, EnumSet.copyOf(CROSSING));
            case "StayNotification" -> new CommonShape(type, Optional.of("guest"), true, EnumSet.copyOf(STAY));
            case "PassengerManifestNotification" -> new CommonShape(type, Optional.of("passenger"), true, Set.of());
            case "IdentityVerificationRequest" -> new CommonShape(type, Optional.of("person"), false, Set.of());
            default -> new CommonShape(type, Optional.empty(), false, Set.of());
        };
    }

    boolean has(Meaning meaning) {
        return person.isPresent()
                && (NAMES.contains(meaning)
                        || PERSON.contains(meaning)
                        || DOCUMENT.contains(meaning)
                        || more.contains(meaning));
    }

    /** Its element in the body: {@code border-crossing-record}. */
    String element() {
        return type.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** The element of the common model for a meaning. */
    static String element(Meaning meaning) {
        return switch (meaning) {
            case BIRTH -> "birth";
            case BIRTH_PLACE -> "birth-place";
            case BIRTH_COUNTRY -> "birth-country";
            case SEX -> "sex";
            case NATIONALITY -> "nationality";
            case DOCUMENT_TYPE -> "type";
            case DOCUMENT_NUMBER -> "number";
            case DOCUMENT_ISSUER -> "issuer";
            case DOCUMENT_ISSUE -> "issue";
            case DOCUMENT_EXPIRY -> "expiry";
            case DIRECTION -> "direction";
            case CROSSING_PLACE -> "place";
            case CROSSING_TIME -> "time";
            case ARRIVAL -> "arrival";
            case DEPARTURE -> "departure";
            default -> "name";
        };
    }

    /** Where the common model has it, for people and for XPath from the content of the body. */
    String path(Meaning meaning) {
        if (NAMES.contains(meaning)) {
            return person.orElse("person") + "/name";
        }
        if (DOCUMENT.contains(meaning)) {
            return (isDocumentInside ? person.orElse("person") + "/" : "") + "document/" + element(meaning);
        }
        if (CROSSING.contains(meaning)) {
            return "crossing/" + element(meaning);
        }
        return person.orElse("person") + "/" + element(meaning);
    }

    /** The common types that the meanings speak for; one, when it is clear. */
    static List<String> guesses(Set<Meaning> meanings) {
        var types = new ArrayList<String>();
        if (meanings.contains(Meaning.DIRECTION)
                || meanings.contains(Meaning.CROSSING_TIME)
                || meanings.contains(Meaning.CROSSING_PLACE)) {
            types.add("BorderCrossingRecord");
        }
        if (meanings.contains(Meaning.ARRIVAL)
                && (meanings.contains(Meaning.DEPARTURE) || meanings.contains(Meaning.ACCOMMODATION))) {
            types.add("StayNotification");
        }
        if (meanings.contains(Meaning.SEAT) && meanings.contains(Meaning.TRANSPORT)) {
            types.add("PassengerManifestNotification");
        }
        return List.copyOf(types);
    }
}
