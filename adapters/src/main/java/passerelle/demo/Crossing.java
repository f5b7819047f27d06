package passerelle.demo;

/** A report of the border register of Utopia about an invented person. */
record Crossing(String number, String surname, String givenNames, String born, String sex, String nationality) {

    /** The content of the SOAP body; {@code more} goes into the header, such as a purpose. */
    String payload(String more) {
        return """
               <reportCrossing xmlns="urn:uto:border:1">
                 <header><messageId>%s</messageId>%s</header>
                 <person>
                   <personRef>P-%s</personRef>
                   <surname>%s</surname>%s
                   <birthDate>%s</birthDate>
                   <sex>%s</sex>
                   <nationality>%s</nationality>
                 </person>
                 <document><kind>P</kind><number>00%s7</number><issuer>%s</issuer><validUntil>30062031</validUntil></document>
                 <crossing><direction>I</direction><point>Brana North</point><time>2026-11-23T00:30:00+01:00</time><decision>A</decision></crossing>
               </reportCrossing>"""
                .formatted(
                        number,
                        more,
                        number,
                        surname,
                        givenNames.isEmpty() ? "" : "<givenNames>" + givenNames + "</givenNames>",
                        born,
                        sex,
                        nationality,
                        number.replaceAll("\\D", ""),
                        nationality);
    }
}
