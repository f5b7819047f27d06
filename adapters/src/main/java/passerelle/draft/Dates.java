package passerelle.draft;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import passerelle.draft.Guess.Kind;
import passerelle.draft.Guess.Reading;

/**
 * Finds how dates are written: the order of day, month and year, what stands for an unknown part, and the calendar. An order
 * is proven by a number above 12, Persian months by a day 31; what nothing proves stays open.
 */
final class Dates {
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\p{Nd}{4})([-/.])(\\p{Nd}{1,2})\\2(\\p{Nd}{1,2})");
    private static final Pattern YEAR_LAST = Pattern.compile("(\\p{Nd}{1,2})([-/.])(\\p{Nd}{1,2})\\2(\\p{Nd}{4})");
    private static final Pattern DIGITS = Pattern.compile("\\p{Nd}{8}");
    private static final int EARLIEST = 1850;
    private static final int LATEST = 2150;

    private Dates() {}

    /**
     * How dates are written.
     *
     * @param reading how they are read and written, when that is proven
     * @param last the latest of them in the Gregorian calendar, where that is their calendar
     */
    record Found(int confidence, String reason, Optional<Reading> reading, Optional<LocalDate> last) {}

    /** Numbers of a date; 0 is an unknown part. */
    private record Parts(int year, int month, int day) {
        boolean fits(Era era) {
            boolean hasParts = month <= 12 && day <= 31 && (month > 0 || day == 0);
            if (!hasParts || year < era.first || year > era.last) {
                return false;
            }
            try {
                return era == Era.HIJRI
                        || month == 0
                        || day == 0
                        || LocalDate.of(era == Era.BUDDHIST ? year - 543 : year, month, day) != null;
            } catch (DateTimeException e) {
                return false;
            }
        }
    }

    /** Calendars that years tell apart. */
    private enum Era {
        GREGORIAN(EARLIEST, LATEST),
        HIJRI(1200, 1500),
        BUDDHIST(2400, 2650);

        private final int first;
        private final int last;

        Era(int first, int last) {
            this.first = first;
            this.last = last;
        }
    }

    /** A way to read texts. @param separator between the parts; empty for digits only */
    private record Order(String name, String separator, List<Parts> dates, Era era) {}

    /** How these texts are dates; empty when one of them is none. */
    static Optional<Found> of(List<String> texts) {
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        if (texts.stream()
                .allMatch(text -> text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,}(Z|[+-][0-9]{2}:[0-9]{2})?"))) {
            return Optional.of(new Found(
                    70,
                    "All are moments of ISO 8601; whether the time says anything of a date is open.",
                    Optional.empty(),
                    Optional.empty()));
        }
        var orders = new ArrayList<Order>();
        for (var era : Era.values()) {
            for (var name : List.of("year-month-day", "day-month-year", "month-day-year")) {
                order(texts, name, era).ifPresent(orders::add);
            }
        }
        return orders.isEmpty() ? Optional.empty() : Optional.of(chosen(texts, orders));
    }

    private static Optional<Order> order(List<String> texts, String name, Era era) {
        var separators = new TreeSet<String>();
        var dates = new ArrayList<Parts>();
        for (var text : texts) {
            var parts = parts(western(text), name, separators);
            if (parts.isEmpty() || !parts.get().fits(era)) {
                return Optional.empty();
            }
            dates.add(parts.get());
        }
        return separators.size() == 1 ? Optional.of(new Order(name, separators.first(), dates, era)) : Optional.empty();
    }

    private static Optional<Parts> parts(String text, String name, Set<String> separators) {
        if (DIGITS.matcher(text).matches()) {
            separators.add("");
            return switch (name) {
                case "year-month-day" ->
                    Optional.of(numbers(text.substring(0, 4), text.substring(4, 6), text.substring(6)));
                case "day-month-year" ->
                    Optional.of(numbers(text.substring(4), text.substring(2, 4), text.substring(0, 2)));
                default -> Optional.of(numbers(text.substring(4), text.substring(0, 2), text.substring(2, 4)));
            };
        }
        var matcher = (name.equals("year-month-day") ? YEAR_FIRST : YEAR_LAST).matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        separators.add(matcher.group(2));
        var parts =
                switch (name) {
                    case "year-month-day" -> numbers(matcher.group(1), matcher.group(3), matcher.group(4));
                    case "day-month-year" -> numbers(matcher.group(4), matcher.group(3), matcher.group(1));
                    default -> numbers(matcher.group(4), matcher.group(1), matcher.group(3));
                };
        return Optional.of(parts).filter(found -> found.month() > 0 && found.day() > 0);
    }

    private static Parts numbers(String year, String month, String day) {
        return new Parts(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    }

    private static String western(String text) {
        var western = new StringBuilder();
        text.chars().forEach(c -> western.append((char) (Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)));
        return western.toString();
    }

    private static Found chosen(List<String> texts, List<Order> orders) {
        var first = orders.get(0);
        if (orders.stream().map(Order::era).distinct().count() > 1) {
            return new Found(
                    50,
                    "They are dates in more than one order or calendar: which one, no value proves.",
                    Optional.empty(),
                    Optional.empty());
        }
        if (orders.size() > 1) {
            return new Found(
                    60,
                    "They are dates as " + orders.get(0).name() + " and as "
                            + orders.get(1).name() + ": no value has a number above 12 that would prove the order.",
                    Optional.empty(),
                    Optional.empty());
        }
        boolean isWestern = texts.stream().allMatch(text -> western(text).equals(text));
        return switch (first.era()) {
            case GREGORIAN -> gregorian(first, isWestern);
            case HIJRI -> hijri(first);
            case BUDDHIST -> calendar(first, "buddhist", "All years are from 2400 to 2650, as only Buddhist ones are");
        };
    }

    private static Found gregorian(Order order, boolean isWestern) {
        var last = order.dates().stream()
                .map(date -> LocalDate.of(date.year(), Math.max(1, date.month()), Math.max(1, date.day())))
                .max(LocalDate::compareTo);
        var reason = "All are dates as " + order.name()
                + (order.separator().isEmpty() ? " in eight digits" : " with '" + order.separator() + "'")
                + (order.dates().stream().anyMatch(date -> date.day() == 0) ? ", zeros being unknown parts." : ".");
        return isWestern
                ? new Found(95, reason, Optional.of(DateReadings.gregorian(order.name(), order.separator())), last)
                : new Found(70, reason + " Their digits are not those of ASCII.", Optional.empty(), last);
    }

    private static Found hijri(Order order) {
        var isSolar = order.dates().stream().anyMatch(date -> date.day() == 31 && date.month() <= 6);
        if (order.dates().stream().anyMatch(date -> date.day() == 31 && date.month() > 6)) {
            return new Found(
                    40,
                    "Years are of a Hijri calendar, but a month is too long for it.",
                    Optional.empty(),
                    Optional.empty());
        }
        return isSolar
                ? calendar(
                        order,
                        "persian",
                        "Years are from 1200 to 1500 and a month of the first six has 31 days, as only in the Persian calendar")
                : new Found(
                        60,
                        "Years are from 1200 to 1500: the Persian calendar or a lunar Hijri one; no day 31 proves which.",
                        Optional.empty(),
                        Optional.empty());
    }

    private static Found calendar(Order order, String calendar, String reason) {
        return new Found(
                92,
                reason + "; " + order.name()
                        + (order.separator().isEmpty() ? " in eight digits." : " with '" + order.separator() + "'."),
                DateReadings.ofCalendar(order.name(), order.separator(), calendar),
                Optional.empty());
    }

    /** The XPath of a whole date, to which {@code DAY} fields are held. */
    static Reading asDay(Reading date) {
        return new Reading(Kind.DAY, date.in(), date.out(), date.expected(), date.list());
    }
}
