package passerelle.cli;

import java.net.ConnectException;

/** What a person is told of an exception that reached the command line. */
final class Fault {
    private Fault() {}

    static String say(Throwable thrown) {
        if (thrown instanceof Refused refused) {
            return refused.getMessage();
        }
        if (thrown instanceof ConnectException) {
            return "the gateway does not answer; is it running? Start it with: ./passerelle start";
        }
        var text = thrown.getMessage();
        return text == null
                ? thrown.getClass().getSimpleName()
                : text + " (" + thrown.getClass().getSimpleName() + ")";
    }

    /** A refusal that explains itself. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
