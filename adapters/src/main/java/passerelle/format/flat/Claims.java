package passerelle.format.flat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import passerelle.model.Failure;
import passerelle.model.FailureCode;

/** The control totals that a file's header and trailer say, and whether they fit what was read. */
final class Claims {
    private final Characters characters;
    private final Map<Check, Claim> claims = new HashMap<>();

    /** What a header or trailer says that a total is. */
    private record Claim(String number, Fault place) {}

    Claims(Characters characters) {
        this.characters = characters;
    }

    /** Notes what a record says, the first time that one says it. */
    void note(FlatRecordType type, ReadRecord record) {
        for (var check : type.checks()) {
            int index = type.fieldNames().indexOf(check.field());
            var number = record.texts().get(index);
            if (!number.isEmpty()) {
                var nothing = new Failure(FailureCode.READ_TOTAL, "", "", "");
                int at = record.row().at(type.fields().get(index));
                claims.putIfAbsent(check, new Claim(number, record.fault(nothing, characters, check.field(), at)));
            }
        }
    }

    /** A total that does not fit, or that no record says. */
    Optional<Fault> compare(FlatRecordType type, Check check, Tally tally, long bad, long offset) {
        var total = check.total(tally);
        var claim = Optional.ofNullable(claims.get(check));
        if (claim.isPresent() && new BigDecimal(claim.get().number()).compareTo(total) == 0) {
            return Optional.empty();
        }
        var unread = bad == 0 ? "" : ", with " + bad + " records refused";
        var place = claim.map(Claim::place)
                .orElse(new Fault(FailureCode.READ_TOTAL, 0, offset, type.name(), check.field(), 0, "", ""));
        return Optional.of(new Fault(
                FailureCode.READ_TOTAL,
                place.line(),
                place.offset(),
                place.record(),
                place.field(),
                place.column(),
                claim.map(Claim::number).orElse(""),
                total.toPlainString() + ", which is " + check.text() + unread));
    }

    void save(DataOutputStream out) throws IOException {
        out.writeInt(claims.size());
        for (var claim : claims.entrySet()) {
            var place = claim.getValue().place();
            Saved.write(
                    out,
                    List.of(
                            place.record(),
                            place.field(),
                            claim.getKey().text(),
                            claim.getValue().number()));
            out.writeLong(place.line());
            out.writeLong(place.offset());
            out.writeInt(place.column());
        }
    }

    void restore(Layout layout, DataInputStream in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            var texts = Saved.texts(in);
            var check = layout.record(texts.get(0)).stream()
                    .flatMap(type -> type.checks().stream())
                    .filter(one ->
                            one.field().equals(texts.get(1)) && one.text().equals(texts.get(2)))
                    .findFirst()
                    .orElseThrow(() -> new IOException("No record has this check"));
            long line = in.readLong();
            long offset = in.readLong();
            int column = in.readInt();
            var place = new Fault(FailureCode.READ_TOTAL, line, offset, texts.get(0), texts.get(1), column, "", "");
            claims.put(check, new Claim(texts.get(3), place));
        }
    }
}
