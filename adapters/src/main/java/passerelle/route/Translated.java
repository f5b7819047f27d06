package passerelle.route;

import net.sf.saxon.s9api.XdmNode;
import passerelle.model.Question;

/** After step 2: in the common model, with the facts that the decision needs. */
public record Translated(Read read, XdmNode common, Question question) {}
