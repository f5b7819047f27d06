package passerelle.draft;

import java.util.regex.Pattern;

/** Whether a text is a machine readable zone: its length and its check digits by ICAO Doc 9303 part 3. */
final class MrzText {
    private static final Pattern TD3 = Pattern.compile("[PV][A-Z<][A-Z<]{3}[A-Z<]{39}\\s*[A-Z0-9<]{44}");
    private static final int LINE = 44;

    private MrzText() {}

    static boolean holds(String text) {
        if (!TD3.matcher(text).matches()) {
            return false;
        }
        var line = text.substring(text.length() - LINE);
        return isChecked(line, 0, 9) && isChecked(line, 13, 19) && isChecked(line, 21, 27);
    }

    private static boolean isChecked(String line, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += new int[] {7, 3, 1}[(i - from) % 3] * value(line.charAt(i));
        }
        return line.charAt(to) == '0' + sum % 10;
    }

    private static int value(char c) {
        return c == '<' ? 0 : Character.digit(c, 36);
    }
}
