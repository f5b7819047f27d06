package passerelle.draft;

import java.util.Optional;
import passerelle.draft.Guess.Kind;
import passerelle.draft.Guess.Reading;

/** The functions of {@code xslt/common/dates.xsl} that read and write each spelling of a date. */
final class DateReadings {
    private DateReadings() {}

    static Reading gregorian(String order, String separator) {
        return switch (order + separator) {
            case "year-month-day-" -> of("d:undeclared#1", "d:iso#1", "a date as YYYY-MM-DD, YYYY-MM or YYYY");
            case "year-month-day" ->
                of("d:from-year-first#1", "d:year-first#1", "a date as YYYYMMDD with zeros for what is unknown");
            case "day-month-year" ->
                of("d:from-day-first#1", "d:day-first#1", "a date as DDMMYYYY with zeros for what is unknown");
            case "month-day-year" ->
                of(
                        "function($text) { d:from-year-first(substring($text, 5) || substring($text, 1, 4)) }",
                        "function($date) { d:year-first($date) ! (substring(., 5) || substring(., 1, 4)) }",
                        "a date as MMDDYYYY with zeros for what is unknown");
            default -> separated(order, separator);
        };
    }

    private static Reading separated(String order, String separator) {
        return switch (order) {
            case "day-month-year" ->
                of(
                        "d:from-day-month-year#1",
                        "d:day-month-year(?, '" + separator + "')",
                        "a date as DD" + separator + "MM" + separator + "YYYY");
            case "month-day-year" ->
                of(
                        "d:from-month-day-year#1",
                        "d:month-day-year(?, '" + separator + "')",
                        "a date as MM" + separator + "DD" + separator + "YYYY");
            default ->
                of(
                        "d:from-year-month-day#1",
                        "function($date) { translate(d:iso-day($date), '-', '" + separator + "') }",
                        "a date as YYYY" + separator + "MM" + separator + "DD");
        };
    }

    /** A spelling of another calendar; empty for one that the functions do not read. */
    static Optional<Reading> ofCalendar(String order, String separator, String calendar) {
        var digits = "a date of the calendar " + calendar + " as ";
        if (order.equals("year-month-day") && separator.isEmpty()) {
            return Optional.of(new Reading(
                    Kind.DATE,
                    "d:from-calendar-year-first(?, '" + calendar + "')",
                    "function($date) { substring(translate(d:calendar($date, '" + calendar
                            + "'), '-', '') || '0000', 1, 8) }",
                    digits + "YYYYMMDD with zeros for what is unknown",
                    calendar));
        }
        if (order.equals("year-month-day") && !separator.equals(".")) {
            return Optional.of(new Reading(
                    Kind.DATE,
                    "d:from-calendar(?, '" + calendar + "')",
                    "function($date) { translate(d:calendar($date, '" + calendar + "'), '-', '" + separator + "') }",
                    digits + "YYYY" + separator + "MM" + separator + "DD",
                    calendar));
        }
        if (order.equals("day-month-year") && !separator.isEmpty()) {
            var literal = separator.equals(".") ? "\\." : separator;
            return Optional.of(new Reading(
                    Kind.DATE,
                    "function($text) { d:western-digits($text)[matches(., '^[0-9]{1,2}" + literal + "[0-9]{1,2}"
                            + literal
                            + "[0-9]{4}$')] ! tokenize(., '" + literal
                            + "') => (function($parts) { if (count($parts) = 3) then"
                            + " d:from-calendar-parts('" + calendar
                            + "', $parts[3], $parts[2], $parts[1]) else () })() }",
                    "function($date) { string-join(reverse(tokenize(d:calendar($date, '" + calendar + "'), '-')), '"
                            + separator + "') }",
                    digits + "DD" + separator + "MM" + separator + "YYYY",
                    calendar));
        }
        return Optional.empty();
    }

    private static Reading of(String in, String out, String expected) {
        return new Reading(Kind.DATE, in, out, expected, "gregorian");
    }
}
