package passerelle.bench;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Updates of invented patients for hl7-adt-v2, 700 bytes each; the patient's name tells the number of the message. */
final class AdtMessage {
    private static final int PATIENTS = 200;
    private static final String FORM =
            """
            MSH|^~\\&|WARD|BENCH|GATEWAY|XAA|20261123140509+0100||ADT^A08^ADT_A01|M-%1$09d|P|2.5.1||||||UNICODE UTF-8
            EVN||20261123140500+0100
            PID|1||P-%2$04d^^^BENCH&1.2.3&ISO^MR||Okoro%3$s^Nze^Ada^^^^L||19801231|M|||1 Harbour Street^Flat 2, second entrance beside the old customs house^Northport^^00100^UTO^H|||||M||||||||||UTO||UTO
            PV1|1|I|West^12^2^BENCH
            AL1|1|DA|F1^Penicillin, as the patient remembers it from a stay in another hospital^L|MO|Rash over both arms for some days
            AL1|2|LA|F3^Latex, also in gloves and in the tubes of a dialysis, as noted on the ward in the spring^L|MO|Itching of both hands within some minutes
            AL1|3|FA|F2^Peanuts^L|SV|Swelling of the face within minutes of the meal
            """
                    .replace('\n', '\r');

    private AdtMessage() {}

    static byte[] of(int number) {
        return String.format(Locale.ROOT, FORM, number, patient(number), letters(number))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Whom the message is about; one patient is always of one sender, where senders take turns. */
    static int patient(int number) {
        return number % PATIENTS;
    }

    static String controlId(int number) {
        return String.format(Locale.ROOT, "M-%09d", number);
    }

    /** The number in what was made of a message, from the surname in PID-5. */
    static int number(String delivered) {
        var at = delivered.indexOf("Okoro");
        int number = 0;
        for (int i = at + "Okoro".length(); delivered.charAt(i) >= 'a' && delivered.charAt(i) <= 'j'; i++) {
            number = number * 10 + delivered.charAt(i) - 'a';
        }
        return number;
    }

    /** 12 becomes bc. */
    private static String letters(int number) {
        return Integer.toString(number)
                .chars()
                .map(digit -> digit - '0' + 'a')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
