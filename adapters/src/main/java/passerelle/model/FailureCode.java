package passerelle.model;

/**
 * Everything that can go wrong with a message, once: the catalogue that answers, the audit, the metrics and the README
 * share. A family word, then what happened.
 */
public enum FailureCode {
    READ_SYNTAX(Remedy.MEND, "The bytes are not well-formed in their format."),
    READ_DOCTYPE(Remedy.MEND, "XML with a DOCTYPE is refused before anything else."),
    READ_LIMIT(Remedy.MEND, "The message is larger, deeper or wider than the gateway accepts."),
    READ_CHARSET(Remedy.MEND, "Bytes that the declared character set does not have."),
    READ_RECORD(Remedy.MEND, "A record or field of a flat file breaks its layout."),
    READ_TOTAL(Remedy.MEND, "A control total in a trailer does not fit the records."),
    READ_ID_REUSED(Remedy.MEND, "An earlier message had the same id and other content."),
    READ_FILE_REPEATED(Remedy.MEND, "The same file came before."),
    READ_FILE_HELD(Remedy.MEND, "A person looked at the file, which was held, and refused it."),
    READ_UNEXPECTED(Remedy.MEND, "The document is none that this partner's format declares."),
    MAP_UNKNOWN_ELEMENT(Remedy.MEND, "An element that the stylesheet does not know."),
    MAP_UNKNOWN_CODE(Remedy.MEND, "A code that the code list does not have."),
    MAP_BAD_VALUE(Remedy.MEND, "A value that cannot be what its element says."),
    MAP_MISSING(Remedy.MEND, "Something that the target cannot do without is absent."),
    MAP_STYLESHEET(Remedy.MEND, "The stylesheet itself failed."),
    MAP_TOO_SLOW(Remedy.MEND, "The stylesheet did not end within its time."),
    MAP_STEP(Remedy.MEND, "A step of the team's own failed."),
    MAP_UNPAIRED(Remedy.MEND, "The other half that the message waited for did not come in time."),
    MAP_UNWRITABLE(Remedy.MEND, "The target's character set or field cannot hold a value."),
    MODEL_INPUT(Remedy.MEND, "The message breaks the schema of its own format."),
    MODEL_COMMON(Remedy.MEND, "The translated message breaks the schema or a rule of the common model."),
    MODEL_OUTPUT(Remedy.MEND, "The outgoing message breaks the schema of the recipient's format."),
    POLICY_NO_AGREEMENT(Remedy.MEND, "No agreement lets this sender share this type of message for this purpose."),
    POLICY_EXPIRED(Remedy.MEND, "The agreement that covered this is not in force now."),
    POLICY_RECIPIENT(Remedy.MEND, "A recipient that the message asks for has no agreement with the sender."),
    POLICY_AMBIGUOUS(Remedy.MEND, "Two agreements cover the message and it names neither."),
    POLICY_FIELD(
            Remedy.MEND,
            "The message holds a field that the agreement does not permit, and its agreement refuses such."),
    POLICY_NON_REFOULEMENT(Remedy.MEND, "A person in the message may have fled from the recipient's state."),
    POLICY_HEALTH(Remedy.MEND, "A health record goes to a health authority only."),
    DELIVER_UNREACHABLE(Remedy.WAIT, "The recipient's system does not answer."),
    DELIVER_TIMEOUT(Remedy.WAIT, "The recipient's system did not answer in time."),
    DELIVER_BUSY(Remedy.WAIT, "The recipient's system says that it cannot now."),
    DELIVER_STORAGE(Remedy.WAIT, "The place to write to is full or does not take the file."),
    DELIVER_REJECTED(Remedy.MEND, "The recipient's system refused the message for good."),
    DELIVER_AUTHENTICATION(
            Remedy.MEND, "The recipient's system does not accept the gateway's login, key or certificate."),
    DELIVER_EXHAUSTED(Remedy.MEND, "Every attempt that the partner's file allows was made."),
    GATEWAY_BUSY(Remedy.WAIT, "The gateway cannot make the message durable now; send it again."),
    GATEWAY_FAULT(Remedy.WAIT, "A fault of the gateway itself; the operator sees it under the same id.");

    /** What helps: waiting and trying again as it is, or a person who mends something. */
    public enum Remedy {
        WAIT,
        MEND
    }

    private final Remedy remedy;
    private final String sentence;

    FailureCode(Remedy remedy, String sentence) {
        this.remedy = remedy;
        this.sentence = sentence;
    }

    /** The code as partners and people read it: {@code READ-SYNTAX}. */
    public String code() {
        return name().replace('_', '-');
    }

    public boolean isTransient() {
        return remedy == Remedy.WAIT;
    }

    public String sentence() {
        return sentence;
    }

    /** Reads {@link #code()} back; throws {@link IllegalArgumentException} for an unknown one. */
    public static FailureCode parse(String code) {
        return valueOf(code.replace('-', '_'));
    }
}
