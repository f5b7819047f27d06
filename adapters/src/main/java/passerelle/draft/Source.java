package passerelle.draft;

import java.util.List;
import java.util.Optional;
import passerelle.draft.Message.Read;

/**
 * What stylesheets are drafted for.
 *
 * @param syntax as {@code format.yaml} has it
 * @param namespace of the native elements; empty for flat files
 * @param others fields outside of the messages that come along with them, as those of a header
 * @param isBothWays whether messages can also be written: one type of message, in which nothing repeats
 * @param standard what the standard of a message adds to its stylesheet
 * @param isTree whether fields stand deeper than in the root, as in XML
 */
record Source(
        String syntax,
        String namespace,
        List<Message> messages,
        List<Question> questions,
        List<Read> others,
        boolean isBothWays,
        boolean isTree,
        Optional<Standard> standard) {
    Source {
        messages = List.copyOf(messages);
        questions = List.copyOf(questions);
        others = List.copyOf(others);
    }

    /** The same with other messages. */
    Source with(List<Message> others) {
        return new Source(syntax, namespace, others, questions, this.others, isBothWays, isTree, standard);
    }

    /** The prefix of native names. */
    String prefix() {
        return namespace.isEmpty() ? "" : "n:";
    }

    /** Everything of a message that is not mapped, as XPath. @param sure paths of the fields that are */
    String rest(String sure) {
        if (standard.isPresent()) {
            return standard.get().rest();
        }
        if (isTree) {
            var all = ".//*[not(*)] | .//@*[namespace-uri() = '']";
            return sure.isEmpty() ? all : "(" + all + ") except (" + sure + ")";
        }
        var except = others.isEmpty() ? sure : sure.isEmpty() ? "header" : "header, " + sure;
        var own = except.isEmpty() ? "*" : "* except (" + except + ")";
        return others.isEmpty() ? own : "(" + own + "), header/*";
    }

    /** The template for what says nothing. */
    String blankTemplate() {
        return """
                  <!-- A blank field says nothing. -->
                  <xsl:template match="*/*[not(*)][not(normalize-space())]%s" priority="2"/>

                """
                .formatted(standard.map(Standard::notBlank).orElse(""));
    }
}
