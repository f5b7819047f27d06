package passerelle.draft;

/** What a field may be about. */
enum Meaning {
    FULL_NAME("the whole name of a person"),
    FAMILY_NAME("a family name"),
    GIVEN_NAME("given names"),
    NAME("a name: the whole one or a part of it"),
    OTHER_NAME("another name of a person, or the name of somebody else"),
    BIRTH("the date of birth"),
    BIRTH_PLACE("the place of birth"),
    BIRTH_COUNTRY("the country of birth"),
    SEX("the sex"),
    NATIONALITY("the nationality"),
    DOCUMENT_TYPE("the type of a document"),
    DOCUMENT_NUMBER("the number of a document"),
    DOCUMENT_ISSUER("the state that issued a document"),
    DOCUMENT_EXPIRY("the day on which a document expires"),
    DOCUMENT_ISSUE("the day on which a document was issued"),
    VISA("the number of a visa or permit"),
    MRZ("a machine readable zone"),
    DIRECTION("whether somebody came in or went out"),
    CROSSING_TIME("when a border was crossed"),
    CROSSING_PLACE("where a border was crossed"),
    ARRIVAL("when a stay began"),
    DEPARTURE("when a stay ends"),
    ACCOMMODATION("the house where somebody stays"),
    TRANSPORT("what somebody travelled by"),
    SEAT("a seat"),
    PERSON_REFERENCE("the sender's own number of a person"),
    REFERENCE("a number or key of the sender's own"),
    ADDRESS("an address"),
    CONTACT("a telephone number or e-mail address"),
    HEALTH("a finding, test or condition: health data"),
    AMOUNT("an amount"),
    COUNTRY("a country"),
    DATE("a date"),
    TIME("a time"),
    NOTE("a remark"),
    STANDARD("what its standard says"),
    UNKNOWN("nothing that is recognised");

    private final String title;

    Meaning(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
