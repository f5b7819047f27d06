package passerelle.bench;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.chrono.HijrahDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;

/**
 * One crossing of an invented person, as a record of border-extract-v1 and as the record of xaa-registry-v1 that it must
 * become. Each number gives another one, and always the same for one seed.
 */
final class Crossing {
    private static final String[] GIVEN_ARABIC = {"محمد", "ليلى", "يوسف", "عبد الرحمن", "نور", "سلمى", "مريم", "خالد"};
    private static final String[] GIVEN_LATIN = {"Muhammad", "Layla", "Yusuf", "Abd al-Rahman", "Nur", "Salma", "Maryam", "Khalid"};
    private static final String[] FAMILY_ARABIC = {"النزي", "بن سالم", "الخطيب", "حداد", "المنصوري", "الورد", "القرشي"};
    private static final String[] FAMILY_LATIN = {"Al-Nzi", "Ben Salim", "El Khatib", "Haddad", "Mansouri", "Alward", "O'Qureshi"};
    private static final String[] PLACES = {"Dar Aria", "Nova Brana", "مدينة النور", "Ona", "", "Port Utopia"};
    private static final String[] STATES = {"UTO", "XBB", "XCC", "UTO"};
    private static final String[] POINTS = {"Aria Port", "Brana North", "جسر الشرق", "Gate 7", ""};
    private static final String[] OFFSETS = {"+0300", "+0100", "+0330", "-0500", "+0000"};
    /** Days of the Solar Hijri calendar, each with its day in ours: the new year, and a holiday. */
    private static final String[][] SOLAR = {{"13600101", "19810321"}, {"13571122", "19790211"}, {"13700101", "19910321"}};
    /** The extract's codes, each with the registry's. */
    private static final String[] SEXES = {"M1", "F2", "X9", "U0"};

    private static final String[] DOCUMENTS = {"P1", "I2", "R3", "S4", "L5", "T6", "V7", "O9"};
    private static final String[] DIRECTIONS = {"IE", "OX"};
    private static final String[] DECISIONS = {"A1", "R2", "F3", "  "};
    private static final String[] PROTECTION = {"N", "N", "A", "P", "R", "U", ""};
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);
    private static final LocalDateTime FIRST = LocalDateTime.of(2026, 11, 22, 0, 0);
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final int number;
    private final RandomGenerator random;
    private final String nameArabic;
    private final String nameLatin;
    private final String place;
    private final String sex;
    private final String nationality;
    private final String second;
    private final String protection;
    private final String document;
    private final String issuer;
    private final String expiry;
    private final String direction;
    private final String point;
    private final String decision;
    private final String stayUntil;
    private final LocalDateTime time;
    private final String offset;
    private final long fee;
    private String birth = "";
    private String birthThere = "";

    Crossing(long seed, int number) {
        this.number = number;
        this.random = new SplittableRandom(seed + number * GOLDEN);
        int given = random.nextInt(GIVEN_ARABIC.length);
        int family = random.nextInt(FAMILY_ARABIC.length);
        int names = random.nextInt(20);
        this.nameArabic = names == 0 ? "" : GIVEN_ARABIC[given] + " " + FAMILY_ARABIC[family];
        this.nameLatin = names == 1 ? "" : GIVEN_LATIN[given] + " " + FAMILY_LATIN[family];
        born();
        this.place = one(PLACES);
        this.sex = one(SEXES);
        this.nationality = one(STATES);
        this.second = random.nextInt(10) == 0 ? "XBB" : "";
        this.protection = one(PROTECTION);
        this.document = one(DOCUMENTS);
        this.issuer = one(STATES);
        var expires = LocalDate.of(2027, 1, 1).plusDays(random.nextInt(3_600)).format(DAY);
        this.expiry = random.nextInt(10) == 0 ? expires.substring(0, 6) + "00" : expires;
        this.direction = one(DIRECTIONS);
        this.point = one(POINTS);
        this.decision = one(DECISIONS);
        this.stayUntil = random.nextBoolean() ? "" : FIRST.toLocalDate().plusDays(random.nextInt(400)).format(DAY);
        this.time = FIRST.plusSeconds(random.nextInt(86_400));
        this.offset = one(OFFSETS);
        this.fee = random.nextInt(4) == 0 ? -1 : random.nextInt(100_000);
    }

    private String one(String[] some) {
        return some[random.nextInt(some.length)];
    }

    private void born() {
        var day = LocalDate.of(1940, 1, 1).plusDays(random.nextInt(30_000));
        var digits = day.format(DAY);
        switch (random.nextInt(10)) {
            case 0 -> born("G", digits.substring(0, 6) + "00", digits.substring(0, 6) + "00");
            case 1 -> born("G", digits.substring(0, 4) + "0000", digits.substring(0, 4) + "0000");
            case 2, 3 -> {
                var hijri = HijrahDate.from(day);
                var text = digits(hijri.get(ChronoField.YEAR), 4)
                        + digits(hijri.get(ChronoField.MONTH_OF_YEAR), 2)
                        + digits(hijri.get(ChronoField.DAY_OF_MONTH), 2);
                born("H", text, digits);
            }
            case 4 -> {
                var pair = SOLAR[random.nextInt(SOLAR.length)];
                born("S", pair[0], pair[1]);
            }
            case 5 -> born("", "", "");
            default -> born("G", digits, digits);
        }
    }

    private void born(String calendar, String digits, String there) {
        birth = calendar + digits;
        birthThere = there;
    }

    /** Hundredths that the fee adds to the file's total. */
    long fee() {
        return Math.max(0, fee);
    }

    private String digits(int length) {
        return digits(number, length);
    }

    private static String digits(long number, int length) {
        var digits = Long.toString(number);
        return "0".repeat(length - digits.length()) + digits;
    }

    private String sourceId() {
        return "UTO-20261122-" + digits(9);
    }

    /** How the sender calls the person. */
    private String person() {
        return "P-" + digits(9);
    }

    /** The number of the crossing that a registry's record is about. */
    static int number(String registryRecord) {
        return Integer.parseInt(registryRecord.substring(39, 48));
    }

    /** 300 characters. */
    String extract() {
        return new Columns(300)
                .add("D", 1)
                .add(sourceId(), 36)
                .add(person(), 16)
                .add(nameArabic, 40)
                .add(nameLatin, 40)
                .add(number % 3 == 0 ? "مريم" : "", 24)
                .add(birth, 9)
                .add(place, 20)
                .add(number % 7 == 0 ? "SUN" : "UTO", 3)
                .add(sex.substring(0, 1), 1)
                .add(nationality, 3)
                .add(second, 3)
                .add(number % 11 == 0 ? "UTO" : "", 3)
                .add(protection, 1)
                .add(document.substring(0, 1), 1)
                .add("00" + digits(9), 16)
                .add(issuer, 3)
                .add(expiry, 8)
                .add(direction.substring(0, 1), 1)
                .add(point, 18)
                .add(time.format(SECOND) + offset, 19)
                .add(decision.substring(0, 1), 1)
                .add(stayUntil, 8)
                .add(number % 5 == 0 ? "Ferry UT-" + number % 90 : "", 14)
                .add(fee < 0 ? "" : digits(fee, 11), 11)
                .toString();
    }

    /** 309 characters. @param sender whose record it was */
    String registry(PartnerId sender) {
        var utc = time.minus(ZoneOffset.of(offset).getTotalSeconds(), ChronoUnit.SECONDS);
        return new Columns(309)
                .add("P", 1)
                .add(MessageId.of(sender, "id " + sourceId()).toString(), 36)
                .add(person(), 20)
                .add(nameArabic, 60)
                .add(nameLatin, 60)
                .add(birthThere, 8)
                .add(place, 30)
                .add(sex.substring(1), 1)
                .add(nationality, 3)
                .add(second, 3)
                .add(protection, 1)
                .add(document.substring(1), 1)
                .add("00" + digits(9), 20)
                .add(issuer, 3)
                .add(expiry, 8)
                .add(direction.substring(1), 1)
                .add(point, 30)
                .add(utc.format(SECOND), 14)
                .add(decision.substring(1), 1)
                .add(stayUntil, 8)
                .toString();
    }

    /** A record, put together from texts that are filled up with blanks. */
    private static final class Columns {
        private final StringBuilder record;

        Columns(int length) {
            record = new StringBuilder(length);
        }

        Columns add(String text, int length) {
            record.append(text).append(" ".repeat(length - text.length()));
            return this;
        }

        @Override
        public String toString() {
            return record.toString();
        }
    }
}
