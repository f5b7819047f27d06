package passerelle.format.edifact;

import io.xlate.edi.schema.EDISimpleType;
import io.xlate.edi.stream.EDIStreamValidationError;
import java.util.TreeSet;

/** StAEDI's errors in the words of CONTRL and of people. */
final class SchemaErrors {
    private static final int MOST_CODES = 12;

    private SchemaErrors() {}

    /** @param isMissing whether nothing was found where something should be */
    record Said(ErrorCode error, String expected, boolean isMissing) {
        static Said wrong(ErrorCode error, String expected) {
            return new Said(error, expected, false);
        }

        static Said missing(String expected) {
            return new Said(ErrorCode.MISSING, expected, true);
        }
    }

    /** @param reference what StAEDI says is missing or too often */
    static Said said(
            EDIStreamValidationError error,
            EdifactSchema schema,
            String tag,
            int element,
            int component,
            String reference) {
        var type = schema.simple(tag, element, component);
        return switch (error) {
            case UNRECOGNIZED_SEGMENT_ID, SEGMENT_NOT_IN_DEFINED_TRANSACTION_SET ->
                Said.wrong(ErrorCode.NOT_SUPPORTED_HERE, "a segment that " + schema.message() + " has");
            case UNEXPECTED_SEGMENT, SEGMENT_NOT_IN_PROPER_SEQUENCE ->
                Said.wrong(ErrorCode.NOT_SUPPORTED_HERE, "a segment that " + schema.message() + " has at this place");
            case MANDATORY_SEGMENT_MISSING, CONDITIONAL_REQUIRED_SEGMENT_MISSING ->
                Said.missing("segment " + reference + " before this one");
            case IMPLEMENTATION_LOOP_OCCURS_UNDER_MINIMUM_TIMES, IMPLEMENTATION_SEGMENT_BELOW_MINIMUM_USE ->
                Said.missing(reference + " more often before this segment");
            case LOOP_OCCURS_OVER_MAXIMUM_TIMES ->
                Said.wrong(ErrorCode.TOO_MANY_GROUPS, "group " + reference + " no more often");
            case SEGMENT_EXCEEDS_MAXIMUM_USE ->
                Said.wrong(ErrorCode.TOO_MANY_REPETITIONS, "segment " + reference + " no more often");
            case REQUIRED_DATA_ELEMENT_MISSING, CONDITIONAL_REQUIRED_DATA_ELEMENT_MISSING -> Said.missing("a value");
            case TOO_MANY_DATA_ELEMENTS -> Said.wrong(ErrorCode.TOO_MANY_CONSTITUENTS, "no element at this position");
            case TOO_MANY_COMPONENTS -> Said.wrong(ErrorCode.TOO_MANY_CONSTITUENTS, "no component at this position");
            case TOO_MANY_REPETITIONS -> Said.wrong(ErrorCode.TOO_MANY_REPETITIONS, "the element no more often");
            case DATA_ELEMENT_TOO_LONG ->
                Said.wrong(
                        ErrorCode.TOO_LONG,
                        "at most " + type.map(EDISimpleType::getMaxLength).orElse(0L) + " characters");
            case DATA_ELEMENT_TOO_SHORT ->
                Said.wrong(
                        ErrorCode.TOO_SHORT,
                        "at least " + type.map(EDISimpleType::getMinLength).orElse(1L) + " characters");
            case INVALID_CHARACTER_DATA ->
                Said.wrong(
                        ErrorCode.INVALID_VALUE,
                        type.map(each -> "a value of type "
                                        + each.getBase().name().toLowerCase(java.util.Locale.ROOT))
                                .orElse("another value"));
            case INVALID_CODE_VALUE, IMPLEMENTATION_INVALID_CODE_VALUE ->
                Said.wrong(
                        ErrorCode.INVALID_VALUE, type.map(SchemaErrors::codes).orElse("another code"));
            case INVALID_DATE -> Said.wrong(ErrorCode.INVALID_VALUE, "a date, YYMMDD or CCYYMMDD");
            case INVALID_TIME -> Said.wrong(ErrorCode.INVALID_VALUE, "a time, HHMM");
            case IMPLEMENTATION_UNUSED_SEGMENT_PRESENT, IMPLEMENTATION_UNUSED_DATA_ELEMENT_PRESENT ->
                Said.wrong(ErrorCode.NOT_SUPPORTED_HERE, "nothing at this position");
            default -> Said.wrong(ErrorCode.UNSPECIFIED, "what the schema of " + schema.message() + " has here");
        };
    }

    private static String codes(EDISimpleType type) {
        var codes = new TreeSet<>(type.getValueSet());
        return codes.size() <= MOST_CODES && !codes.isEmpty()
                ? "one of " + String.join(", ", codes)
                : "a code of element " + type.getCode();
    }
}
