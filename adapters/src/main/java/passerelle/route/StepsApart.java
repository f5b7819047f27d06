package passerelle.route;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import passerelle.model.Steps;

/**
 * The steps of a plan without a gateway around them, for trials: the same routes and stylesheets, in a Camel context of
 * their own that starts when the first message takes one. For one thread.
 */
public final class StepsApart implements AutoCloseable {
    private final Plan plan;
    private final Stepping stepping;
    private @Nullable DefaultCamelContext camel;

    /** @param plan without {@link Plan#stepProblems}, if a message is to take a step */
    public StepsApart(Plan plan) {
        this.plan = plan;
        this.stepping = new Stepping(plan::formats);
    }

    /** For the messages of one way. */
    Stepping.Run begin(Steps steps) {
        if (camel == null && !steps.isNone()) {
            camel = start();
            stepping.in(camel);
        }
        return stepping.begin(steps);
    }

    private DefaultCamelContext start() {
        var context = new DefaultCamelContext();
        context.disableJMX();
        context.addComponent("step-xslt", new StepXsltComponent());
        try {
            for (var route : plan.stepRoutes().entrySet()) {
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(ResourceHelper.fromBytes(route.getKey(), route.getValue()));
            }
        } catch (Exception e) {
            throw new IllegalStateException("What was read as a route loads", e);
        }
        context.start();
        return context;
    }

    @Override
    public void close() {
        if (camel != null) {
            camel.stop();
        }
    }
}
