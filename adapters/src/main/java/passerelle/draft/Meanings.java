package passerelle.draft;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import passerelle.draft.Guess.Kind;
import passerelle.draft.Guess.Reading;

/**
 * Guesses what the fields of one record mean. A field is sure only when its name says what it is and every value of the
 * samples agrees; values alone, or a name that only contains a known word, make a guess that a person decides.
 */
final class Meanings {
    private static final Set<Meaning> ONCE = Set.of(
            Meaning.FULL_NAME,
            Meaning.FAMILY_NAME,
            Meaning.GIVEN_NAME,
            Meaning.BIRTH,
            Meaning.BIRTH_PLACE,
            Meaning.BIRTH_COUNTRY,
            Meaning.SEX,
            Meaning.NATIONALITY,
            Meaning.DOCUMENT_NUMBER,
            Meaning.DOCUMENT_TYPE,
            Meaning.DOCUMENT_ISSUER,
            Meaning.DOCUMENT_EXPIRY,
            Meaning.DOCUMENT_ISSUE,
            Meaning.DIRECTION,
            Meaning.CROSSING_TIME,
            Meaning.CROSSING_PLACE,
            Meaning.ARRIVAL,
            Meaning.DEPARTURE);
    private static final Set<Meaning> OF_ANY_DOCUMENT =
            Set.of(Meaning.DOCUMENT_ISSUER, Meaning.DOCUMENT_ISSUE, Meaning.DOCUMENT_EXPIRY);
    /** Elements in which a field is still about the person, the document or the crossing of the message. */
    private static final Set<String> PLAIN_PARENTS = Set.of(
            "person",
            "traveller",
            "traveler",
            "passenger",
            "guest",
            "individual",
            "subject",
            "identity",
            "personal data",
            "name",
            "names",
            "birth",
            "crossing",
            "border crossing",
            "entry",
            "stay",
            "document",
            "travel document",
            "passport",
            "data",
            "details",
            "record");

    private static final String TWICE = "Another field has the same meaning, so a person decides between them.";

    private final HeaderWords words;
    private final Codes codes;
    private final LocalDate today;

    /** @param today nobody is born after it */
    Meanings(HeaderWords words, CodeTables tables, LocalDate today) {
        this.words = words;
        this.codes = new Codes(tables);
        this.today = today;
    }

    /** One guess for each field, in their order. */
    List<Guess> of(List<Field> fields) {
        var guesses = new ArrayList<Guess>();
        boolean mayBeEthiopian = fields.stream().anyMatch(Meanings::isEthiopian);
        for (var field : fields) {
            var guess = guess(field);
            var parent = strangeParent(field);
            if (parent.isPresent() && guess.sure()) {
                guess = guess.undecided("It stands in " + parent.get() + ", and whose it is there is open.");
            }
            if (field.isRepeated() && guess.sure()) {
                guess = guess.undecided("One message has it several times, or it has attributes.");
            }
            var date = guess.reading()
                    .filter(reading -> (reading.kind() == Kind.DATE || reading.kind() == Kind.DAY)
                            && reading.list().equals("gregorian"));
            guesses.add(
                    mayBeEthiopian && date.isPresent()
                            ? guess.undecided(
                                    "The samples are from Ethiopia or Eritrea, where such a year may be one of the Ethiopian calendar.")
                            : guess);
        }
        return together(guesses);
    }

    /** An element around a field that may make it another person's. */
    private static Optional<String> strangeParent(Field field) {
        var steps = List.of(field.path().split("/"));
        return steps.subList(0, steps.size() - 1).stream()
                .map(step -> step.substring(step.indexOf(':') + 1))
                .filter(step -> !PLAIN_PARENTS.contains(HeaderWords.plain(step)))
                .findFirst();
    }

    private static boolean isEthiopian(Field field) {
        return field.said().stream()
                .anyMatch(text -> text.equals("ETH")
                        || text.equals("ERI")
                        || text.codePoints()
                                .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.ETHIOPIC));
    }

    /** What the fields say of each other: two of one meaning, or a part of a name without the other. */
    private static List<Guess> together(List<Guess> guesses) {
        var sure = guesses.stream().filter(Guess::sure).map(Guess::meaning).toList();
        boolean hasVisa = guesses.stream().anyMatch(guess -> guess.meaning() == Meaning.VISA);
        boolean hasBoth = sure.contains(Meaning.FAMILY_NAME) && sure.contains(Meaning.GIVEN_NAME);
        return guesses.stream()
                .map(guess -> {
                    if (!guess.sure()) {
                        return guess;
                    }
                    if (ONCE.contains(guess.meaning())
                            && guesses.stream()
                                            .filter(other -> other.meaning() == guess.meaning())
                                            .count()
                                    > 1) {
                        return guess.undecided(TWICE);
                    }
                    if (hasVisa && OF_ANY_DOCUMENT.contains(guess.meaning())) {
                        return guess.undecided("There is a visa too, and which of the documents it is about is open.");
                    }
                    boolean isPart = guess.meaning() == Meaning.FAMILY_NAME || guess.meaning() == Meaning.GIVEN_NAME;
                    if (isPart && !hasBoth) {
                        return guess.undecided("There is no sure field for the other part of the name.");
                    }
                    return guess;
                })
                .toList();
    }

    private Guess guess(Field field) {
        var said = field.said();
        var named = field.header().flatMap(words::of);
        if (named.isEmpty()) {
            var part = field.header().flatMap(words::partOf);
            return part.map(meaning -> byName(meaning, said))
                    .map(guess -> guess.undecided("Its name only contains a word that is known."))
                    .orElseGet(() -> byValues(said));
        }
        if (said.isEmpty()) {
            return Guess.unsure(named.get(), 40, "Its name says so; it is blank in every sample.");
        }
        return byName(named.get(), said);
    }

    private Guess byName(Meaning meaning, List<String> said) {
        return switch (meaning) {
            case FULL_NAME, FAMILY_NAME, GIVEN_NAME -> name(meaning, said);
            case BIRTH, DOCUMENT_EXPIRY, DOCUMENT_ISSUE -> date(meaning, said);
            case ARRIVAL, DEPARTURE -> day(meaning, said);
            case SEX -> said.isEmpty() ? byValues(said) : codes.sexes(said);
            case NATIONALITY -> state(meaning, said, "k:nationality");
            case BIRTH_COUNTRY -> state(meaning, said, "k:birth-state");
            case DOCUMENT_ISSUER -> state(meaning, said, "k:issuer");
            case DOCUMENT_TYPE ->
                codes.words(meaning, "common-document-type", said)
                        .orElseGet(() -> Guess.unsure(
                                meaning, 60, "Its name says so; which code is which document, no list here says."));
            case DIRECTION ->
                codes.words(meaning, "common-direction", said)
                        .orElseGet(() -> Guess.unsure(
                                meaning,
                                60,
                                "Its name says so; which code is in and which is out is open: E is entry, or exit."));
            case DOCUMENT_NUMBER -> number(said);
            case BIRTH_PLACE, CROSSING_PLACE -> place(meaning, said);
            case CROSSING_TIME -> moment(said);
            default ->
                Guess.unsure(
                        meaning,
                        50,
                        "Its name says so; the draft does not map this, since what it is for is yours to say.");
        };
    }

    private static Guess name(Meaning meaning, List<String> said) {
        // A comma in a part of a name is the sign of a whole one.
        boolean isWhole = meaning == Meaning.FULL_NAME || said.stream().noneMatch(text -> text.contains(","));
        boolean areNames = !said.isEmpty()
                && isWhole
                && said.stream()
                        .allMatch(
                                text -> text.matches("[^\\p{Nd}|;<>=]*\\p{L}[^\\p{Nd}|;<>=]*") && text.length() <= 100);
        return areNames
                ? Guess.sure(
                        meaning,
                        90,
                        "Its name says so and all values are words of letters.",
                        new Reading(Kind.NAME, ".", ".", "a name", ""))
                : Guess.unsure(meaning, 45, "Its name says so, but values are not all names.");
    }

    private Guess date(Meaning meaning, List<String> said) {
        var found = Dates.of(said);
        if (found.isEmpty()) {
            return Guess.unsure(
                    meaning, 40, "Its name says so, but the values are no dates of one spelling that is known.");
        }
        var date = found.get();
        if (meaning == Meaning.BIRTH
                && date.last().filter(last -> last.isAfter(today)).isPresent()) {
            return Guess.unsure(meaning, 30, "Its name says so, but a date is in the future.");
        }
        return new Guess(meaning, date.confidence(), "Its name says so. " + date.reason(), date.reading());
    }

    /** A day or a moment as ISO 8601 writes it, or a whole date of a proven order. */
    private Guess day(Meaning meaning, List<String> said) {
        var guess = date(meaning, said);
        return new Guess(
                guess.meaning(),
                guess.confidence(),
                guess.reason(),
                guess.reading()
                        .filter(reading -> reading.list().equals("gregorian"))
                        .map(Dates::asDay));
    }

    private Guess state(Meaning meaning, List<String> said, String function) {
        return codes.states(meaning, said, function)
                .orElseGet(() ->
                        Guess.unsure(meaning, 45, "Its name says so, but no list of states has all of its values."));
    }

    private static Guess number(List<String> said) {
        boolean areNumbers = !said.isEmpty()
                && said.stream().allMatch(text -> text.matches("[\\p{L}0-9-]{4,25}") && text.matches(".*[0-9].*"));
        return areNumbers
                ? Guess.sure(
                        Meaning.DOCUMENT_NUMBER,
                        88,
                        "Its name says so and all values are letters and digits without blanks.",
                        new Reading(Kind.TEXT, ".", ".", "a number", ""))
                : Guess.unsure(
                        Meaning.DOCUMENT_NUMBER,
                        45,
                        "Its name says so, but values do not all look like numbers of documents.");
    }

    private Guess place(Meaning meaning, List<String> said) {
        boolean areWords = !said.isEmpty() && said.stream().allMatch(text -> text.matches("(?s).*\\p{L}{3,}.*"));
        boolean mayBeCodes = said.stream().allMatch(text -> text.length() <= 5);
        return areWords && !mayBeCodes
                ? Guess.sure(
                        meaning,
                        85,
                        "Its name says so and the values are words.",
                        new Reading(Kind.TEXT, ".", ".", "a place", ""))
                : Guess.unsure(meaning, 50, "Its name says so; the values look like codes, and of which list is open.");
    }

    private static Guess moment(List<String> said) {
        boolean areMoments = !said.isEmpty()
                && said.stream()
                        .allMatch(
                                text -> text.matches(
                                        "[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})"));
        return areMoments
                ? Guess.sure(
                        Meaning.CROSSING_TIME,
                        95,
                        "Its name says so and all values are moments of ISO 8601 with their offset.",
                        new Reading(Kind.MOMENT, ".", ".", "a moment as YYYY-MM-DDTHH:MM:SS+HH:MM", ""))
                : Guess.unsure(
                        Meaning.CROSSING_TIME,
                        55,
                        "Its name says so; the values are no moments with an offset, and of which zone they are is open.");
    }

    private Guess byValues(List<String> said) {
        if (said.isEmpty()) {
            return Guess.unsure(Meaning.UNKNOWN, 0, "It is blank in every sample.");
        }
        if (said.stream().allMatch(MrzText::holds)) {
            return Guess.unsure(
                    Meaning.MRZ,
                    97,
                    "Every check digit of a machine readable zone holds; what is read out of it is yours to say.");
        }
        var date = Dates.of(said);
        if (date.isPresent()) {
            return Guess.unsure(
                    Meaning.DATE,
                    Math.min(70, date.get().confidence()),
                    date.get().reason() + " Of what, nothing says.");
        }
        // One word of two or three letters alone is as well any other code.
        var countries =
                said.stream().distinct().count() > 1 && said.stream().allMatch(text -> text.matches("[A-Z]{2,3}"))
                        ? codes.states(Meaning.COUNTRY, said, "k:state")
                        : Optional.<Guess>empty();
        if (countries.isPresent()) {
            return Guess.unsure(Meaning.COUNTRY, 50, countries.get().reason() + " Of what, nothing says.");
        }
        if (said.size() > 2
                && new HashSet<>(said).size() == said.size()
                && said.stream().allMatch(text -> text.matches("\\S*[0-9]\\S*"))) {
            return Guess.unsure(
                    Meaning.REFERENCE,
                    40,
                    "Every value is there once and has digits, as a number of the sender's own.");
        }
        if (new HashSet<>(said).size() <= 4 && said.stream().allMatch(text -> text.length() == 1)) {
            return codes.sexes(said).sure()
                    ? Guess.unsure(Meaning.SEX, 50, "The codes may be those of sexes; nothing else says so.")
                    : Guess.unsure(Meaning.UNKNOWN, 10, "A code of one character.");
        }
        return Guess.unsure(Meaning.UNKNOWN, 10, "Nothing in its values says what it is.");
    }
}
