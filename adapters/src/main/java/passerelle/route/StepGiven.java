package passerelle.route;

import java.util.Map;
import passerelle.translate.Formats;
import passerelle.translate.StepStylesheet;

/**
 * What a run of a team's own step works with, from its beginning to its end.
 *
 * @param formats with the stylesheets of steps, of one plan
 * @param gateway what its stylesheets may know of the gateway
 */
record StepGiven(Formats formats, Map<String, String> gateway) {
    /** The property of the step's exchange that holds it. */
    static final String KEY = "passerelle.step";

    StepStylesheet stylesheet(String name) {
        return formats.step(name)
                .orElseThrow(() -> new IllegalStateException("No stylesheet '" + name + "' in routes/partners"));
    }
}
