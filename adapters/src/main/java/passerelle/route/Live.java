package passerelle.route;

import java.util.Optional;
import passerelle.decide.Agreements;
import passerelle.format.FileReader;
import passerelle.format.flat.Layout;
import passerelle.model.FileRules.WrongTotals;
import passerelle.model.FormatId;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.translate.Format;

/** The plan that runs now. A change puts another in its place, whole: what asks twice may meet two, what asks once one. */
public final class Live {
    private volatile Plan plan;

    public Live(Plan plan) {
        this.plan = plan;
    }

    public Plan plan() {
        return plan;
    }

    public void put(Plan next) {
        plan = next;
    }

    public Optional<Partner> find(PartnerId id) {
        return plan.find(id);
    }

    public Partner partner(PartnerId id) {
        return plan.partner(id);
    }

    public Optional<Format> format(FormatId id) {
        return plan.format(id);
    }

    public Layout layout(FormatId id) {
        return plan.layout(id);
    }

    public FileReader reader(FormatId id, WrongTotals rule) {
        return plan.reader(id, rule);
    }

    /** How a report on a file of this format is laid out, where the format has reports of its own. */
    public Optional<Layout> report(FormatId id) {
        return plan.report(id);
    }

    public Agreements agreements() {
        return plan.agreements();
    }
}
